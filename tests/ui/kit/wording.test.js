// Words with gaps, refusals in words, numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { noteIn, number, percent, refusalIn, say, written } from "../../../ganplay/ui/kit/wording.js";

const english = {
  "live.time.step": "step {step}",
  "error.other": "That failed.",
  "error.budget_used": "This run has used its {value} {kind}.",
  "error.setting_number": "{setting} cannot be {value}.",
  "error.pack_recipe": "Its recipe cannot be used: {reason}",
  "error.pair": "Set loss=hinge, or clip=0.01.",
  "error.gap": "It has {unknown} left.",
  "budget.seconds": "seconds",
  "field.lr_g": "Learning rate of G",
  "field.loss": "Loss",
  "field.clip": "Clip D's weights",
  "choice.loss.hinge": "hinge loss",
};
const chinese = { "error.pair": "请设 loss=hinge。", "field.loss": "损失函数", "choice.loss.hinge": "铰链" };

test("gaps are filled; what has no words is its key", () => {
  assert.equal(say(english, "live.time.step", { step: 12 }), "step 12");
  assert.equal(say(english, "live.time.step"), "step {step}");
  assert.equal(say(english, "no.such.key", { step: 12 }), "no.such.key");
});

test("what fills a gap is said in words of its own where there are any", () => {
  const details = { kind: "seconds", value: "300" };
  assert.equal(refusalIn(english, "en", { error: "budget_used", details }), "This run has used its 300 seconds.");
  const setting = { error: "setting_number", details: { setting: "lr_g", value: 9 } };
  assert.equal(refusalIn(english, "en", setting), "Learning rate of G cannot be 9.");
});

test("a refusal that is the reason of another is said within it", () => {
  const reason = { error: "setting_number", details: { setting: "lr_g", value: 9 } };
  const said = refusalIn(english, "en", { error: "pack_recipe", text: "own words", details: { reason } });
  assert.equal(said, "Its recipe cannot be used: Learning rate of G cannot be 9.");
});

test("settings are named as the controls name them, with each language's colon", () => {
  assert.equal(refusalIn(english, "en", { error: "pair" }), "Set “Loss: hinge loss”, or “Clip D's weights: 0.01”.");
  assert.equal(refusalIn(chinese, "zh", { error: "pair" }), "请设 “损失函数：铰链”。");
});

test("without words, or with a gap that nothing fills, the server's own sentence is said", () => {
  assert.equal(refusalIn(english, "en", { error: "none", text: "Its sentence." }), "Its sentence.");
  assert.equal(refusalIn(english, "en", { error: "gap", text: "Its sentence." }), "Its sentence.");
  assert.equal(refusalIn(english, "en", { error: "none" }), "That failed.");
});

test("a note is said in the page's words, with the notes that fill its gaps, or else in its own", () => {
  const words = {
    "note.and": "、",
    "note.left": "{files}没有使用",
    "note.file": "{name}（{reason}）",
    "note.cut": "不完整",
  };
  const file = (name, reason) => ({ text: name, code: "file", details: { name, reason } });
  const cut = { text: "cut off", code: "cut", details: {} };
  const files = [file("a.png", cut), file("b.png", { text: "odd", code: "unknown" })];
  const note = { text: "Two files.", code: "left", details: { files } };
  assert.equal(noteIn(words, note), "a.png（不完整）、b.png（odd）没有使用");
  assert.equal(noteIn({ "note.and": ", ", "note.left": "{sentence}" }, note), "Two files.");
  assert.equal(noteIn(words, { text: "Of an older run.", code: "", details: {} }), "Of an older run.");
});

test("numbers have thousands, fixed digits and a real minus, and a dash for what is none", () => {
  assert.equal(number(12345.678, 1), "12,345.7");
  assert.equal(number(2, 2), "2.00");
  assert.deepEqual(
    [-1234.5, -0.5, -0.004, -0].map((value) => number(value, 2)),
    ["−1,234.50", "−0.50", "0.00", "0.00"],
  );
  for (const none of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(number(none), "–");
  assert.equal(percent(0.126), "13\u202f%");
  assert.equal(percent(null), "–");
});

test("a value is written out, never in powers of ten", () => {
  assert.equal(written(1e-5), "0.00001");
  assert.equal(written(5e-7), "0.0000005");
  assert.equal(written(10_000_000), "10000000");
  assert.equal(written("family"), "family");
  assert.equal(written("large-scale"), "large-scale");
});
