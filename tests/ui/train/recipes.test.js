import assert from "node:assert/strict";
import { test } from "node:test";
import { UNREADABLE } from "../../../ganplay/ui/kit/changed.js";
import * as recipes from "../../../ganplay/ui/train/recipes.js";

const facts = {
  fields: [
    { name: "seconds", kind: "float", group: "budget", low: 0, high: 1000, choices: [], live: false },
    { name: "lr_g", kind: "float", group: "optimisation", low: 1e-6, high: 0.1, choices: [], live: true },
    { name: "batch", kind: "int", group: "optimisation", low: 4, high: 512, choices: [], live: false },
    { name: "channels", kind: "choice", group: "data", low: null, high: null, choices: [0, 1, 3], live: false },
  ],
  plain: { seconds: 0, lr_g: 2e-4, batch: 64, channels: 0 },
  beside: ["seconds", "channels"],
  recipes: {
    quick: {
      kind: "pictures",
      dataset: "faces",
      size: "own",
      sizes: { own: { seconds: 60, lr_g: 2e-3 }, tiny: { seconds: 30 }, small: {}, full: {} },
    },
    dcgan: { kind: "pictures", dataset: "faces", size: "tiny", sizes: { own: {}, tiny: { seconds: 60 } } },
    points: { kind: "points", dataset: "grid", size: "tiny", sizes: { own: {}, tiny: { lr_g: 1e-7 } } },
    series: { kind: "series", dataset: "waves", size: "own", sizes: { own: {} } },
  },
  kinds: {
    pictures: { data: ["faces", "mnist"], own: true, recipe: "quick", channels: [1, 3] },
    points: { data: ["ring", "grid"], own: true, recipe: "points" },
    series: { data: ["waves"], own: false, recipe: "series" }, // a kind that nobody can bring
  },
};
const field = (name) => facts.fields.find((one) => one.name === name);

test("a recipe is chosen in the size that its name means, with nothing changed", () => {
  const chosen = recipes.choice(facts, "dcgan");
  assert.deepEqual(chosen, { name: "dcgan", size: "tiny", texts: {}, run: null });
  assert.deepEqual(recipes.valuesOf(facts, chosen), { seconds: 60, lr_g: 2e-4, batch: 64, channels: 0 });
  assert.equal(recipes.valuesOf(facts, recipes.choice(facts, "dcgan", "own")).seconds, 0);
  assert.deepEqual(recipes.changes(facts, chosen), []);
  assert.deepEqual(recipes.settingsOf(facts, chosen), recipes.valuesOf(facts, chosen));
});

test("what differs from the recipe is told, and what is written otherwise, emptied or put back is not", () => {
  const chosen = recipes.choice(facts, "quick");
  chosen.texts = { seconds: "60.0", lr_g: "2e-3", batch: "" };
  assert.deepEqual(recipes.changes(facts, chosen), []);
  chosen.texts = { seconds: "61", lr_g: "0.002", batch: "32", channels: "1" };
  assert.deepEqual(recipes.changes(facts, chosen), ["seconds", "batch", "channels"]);
  assert.deepEqual(recipes.settingsOf(facts, chosen), { seconds: 61, lr_g: 0.002, batch: 32, channels: 1 });
});

test("a recipe is called changed for what is part of it, not for data or budget", () => {
  assert.deepEqual(recipes.called(facts, ["seconds", "batch", "channels"]), ["batch"]);
});

test("a run that trains is shown and steered, and leaves the form as it was", () => {
  const chosen = recipes.choice(facts, "quick");
  chosen.texts = { batch: "32" };
  const before = recipes.settingsOf(facts, chosen);
  chosen.run = { lr_g: "0.005" };
  assert.equal(recipes.textOf(facts, chosen, field("lr_g")), "0.005");
  recipes.put(chosen, "lr_g", "0.004", 2e-3, false);
  assert.equal(recipes.textOf(facts, chosen, field("lr_g")), "0.004");
  assert.deepEqual(recipes.settingsOf(facts, chosen), before);
  assert.deepEqual(recipes.changes(facts, chosen), ["batch"]);
  recipes.put(chosen, "lr_g", null, 2e-3, false);
  assert.equal(recipes.textOf(facts, chosen, field("lr_g")), "0.002");
  recipes.put(chosen, "lr_g", "0.001", 2e-3, true); // a run of the form's own recipe
  recipes.put(chosen, "batch", null, 64, false); // no part of what is steered
  chosen.run = null;
  assert.deepEqual(recipes.changes(facts, chosen), ["lr_g"]);
  assert.equal(recipes.textOf(facts, chosen, field("lr_g")), "0.001");
});

test("a kind is offered only what it can have", () => {
  const channels = field("channels");
  assert.deepEqual(recipes.choicesOf(facts, recipes.choice(facts, "quick"), channels), [0, 1, 3]);
  assert.deepEqual(recipes.choicesOf(facts, recipes.choice(facts, "points"), channels), [0]);
  assert.deepEqual(recipes.choicesOf(facts, recipes.choice(facts, "quick"), field("batch")), field("batch").choices);
});

test("what cannot be goes to the server as it is written, so that its check refuses it", () => {
  const chosen = recipes.choice(facts, "quick");
  chosen.texts = { lr_g: "0.5", batch: "4.5", seconds: "?" };
  assert.deepEqual(recipes.wrong(facts, chosen), ["seconds", "lr_g", "batch"]);
  const { seconds, lr_g, batch } = recipes.settingsOf(facts, chosen);
  assert.deepEqual({ seconds, lr_g, batch }, chosen.texts);
});

test("what was no number is refused as that, and forgotten where it is drawn again", () => {
  const chosen = recipes.choice(facts, "quick");
  chosen.texts = { seconds: UNREADABLE, batch: "3" };
  const details = { setting: "seconds", low: "0", high: "1000" };
  assert.deepEqual(recipes.wrongAt(facts, chosen, "seconds"), { error: "setting_unreadable", details });
  assert.equal(recipes.wrongAt(facts, chosen, "batch").error, "setting_whole");
  assert.equal(recipes.wrongAt(facts, chosen, "lr_g"), null);
  assert.equal(recipes.wrongAt(facts, chosen, undefined), null);
  recipes.forgetUnreadable(chosen);
  assert.deepEqual(chosen.texts, { batch: "3" });
});

test("a control shows its text, or else the recipe's value, never in powers of ten", () => {
  const chosen = recipes.choice(facts, "points");
  assert.equal(recipes.textOf(facts, chosen, field("lr_g")), "0.0000001");
  chosen.texts.lr_g = "1e-3";
  assert.equal(recipes.textOf(facts, chosen, field("lr_g")), "1e-3");
});

test("rates go up and down from any number and end at their ends", () => {
  assert.equal(recipes.nextRate(0.0003, true), 5e-4);
  assert.equal(recipes.nextRate(0.0003, false), 2e-4);
  assert.equal(recipes.nextRate(2e-4, true), 5e-4);
  assert.equal(recipes.nextRate(1e-2, true), undefined);
  assert.equal(recipes.nextRate(1e-5, false), undefined);
});

test("data and recipe of two kinds are brought together, by the one or by the other", () => {
  assert.equal(recipes.recipeFor(facts, "ring", "quick"), "points");
  assert.equal(recipes.recipeFor(facts, "faces", "points"), "quick");
  assert.equal(recipes.recipeFor(facts, "own", "points"), "points");
  assert.equal(recipes.recipeFor(facts, "own", "series"), "quick"); // as these cannot be brought
  assert.equal(recipes.recipeFor(facts, "mnist", "dcgan"), "dcgan");
  assert.equal(recipes.recipeFor(facts, "own", "dcgan"), "dcgan");
  assert.equal(recipes.dataFor(facts, "points", "faces"), "grid");
  assert.equal(recipes.dataFor(facts, "points", "ring"), "ring");
  assert.equal(recipes.dataFor(facts, "quick", "grid"), "faces");
  assert.equal(recipes.dataFor(facts, "quick", "own"), "own");
  assert.equal(recipes.dataFor(facts, "points", "own"), "own");
  assert.equal(recipes.dataFor(facts, "series", "own"), "waves");
});

test("in two columns what is of G stands beside what is of D", () => {
  const named = (names) => names.map((name) => ({ name }));
  const order = (...names) => recipes.paired(named(names)).map(({ name }) => name);
  assert.deepEqual(order("a", "g_width", "d_width", "b", "norm_g", "norm_d", "c"), [
    ...["a", "b"],
    ...["g_width", "d_width"],
    ...["norm_g", "norm_d"],
    ...["c"],
  ]);
  assert.deepEqual(order("g_width", "a"), ["g_width", "a"]);
  assert.deepEqual(order("a", "lr_g", "lr_d"), ["a", "lr_g", "lr_d"]);
});
