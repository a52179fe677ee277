import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted } from "../../../ganplay/ui/library/fitting.js";
import * as list from "../../../ganplay/ui/library/found.js";

const row = (run, more = {}) => ({ run, title: run, tags: [], bytes: 10, created: 0, mine: true, ...more });
const rows = [
  row("Alpha", { tags: ["homework", "first"], created: 3 }),
  row("beta", { tags: ["homework"], created: 1, pretrained: true }),
  row("Gamma", { created: 2, mine: false }),
];
const textOf = ({ title, tags }) => [title, ...tags].join(" ");
const keyOf = (one, by) => (by === "title" ? one.title.toLowerCase() : one[by]);
const names = (found) => found.map(({ run }) => run);

test("every word is found somewhere, whatever its case; a tag is exact", () => {
  const found = (search, tag = "") => names(list.found(rows, { search, tag }, textOf));
  assert.deepEqual(found(""), ["Alpha", "beta", "Gamma"]);
  assert.deepEqual(found(" HOME  alp"), ["Alpha"]);
  assert.deepEqual(found("home gamma"), []);
  assert.deepEqual(found("", "homework"), ["Alpha", "beta"]);
  assert.deepEqual(found("", "home"), []);
});

test("sorted up and down, without moving what was given", () => {
  assert.deepEqual(names(list.sorted(rows, { by: "title", down: false }, keyOf)), ["Alpha", "beta", "Gamma"]);
  assert.deepEqual(names(list.sorted(rows, { by: "created", down: true }, keyOf)), ["Alpha", "Gamma", "beta"]);
  assert.deepEqual(names(rows), ["Alpha", "beta", "Gamma"]);
});

test("a column pressed again turns round; names begin with the first, numbers with the largest", () => {
  assert.deepEqual(list.nextSort({ by: "created", down: true }, "title"), { by: "title", down: false });
  assert.deepEqual(list.nextSort({ by: "title", down: false }, "title"), { by: "title", down: true });
  assert.deepEqual(list.nextSort({ by: "title", down: false }, "bytes"), { by: "bytes", down: true });
});

test("tags are written with commas of any script, each once", () => {
  assert.deepEqual(list.tagsIn(" homework, first，first、 last,,"), ["homework", "first", "last"]);
  assert.deepEqual(list.tagsOf(rows), ["first", "homework"]);
});

test("several are ticked and unticked at once; two to six can be compared", () => {
  assert.deepEqual(list.withTicks(["a", "b"], ["b", "c"], true), ["a", "b", "c"]);
  assert.deepEqual(list.withTicks(["a", "b", "c"], ["c", "a"], false), ["b"]);
  assert.deepEqual([1, 2, 6, 7].map(list.notCompared), ["few", "", "", "most"]);
});

test("shipped runs stand apart from mine and from those of nobody", () => {
  assert.deepEqual(rows.map(list.groupOf), ["mine", "shipped", "nobody"]);
  assert.deepEqual([...new Set(rows.map(list.groupOf))].sort(), [...list.GROUPS].sort());
});

test("a line of a card shrinks to its place, and then loses its end", () => {
  const measure = (text, pixels) => [...text].length * pixels;
  assert.deepEqual(fitted("1234", 20, 80, measure), { text: "1234", pixels: 20 });
  assert.deepEqual(fitted("1234", 20, 60, measure), { text: "1234", pixels: 15 });
  assert.deepEqual(fitted("猫和狗的训练记录", 20, 60, measure), { text: "猫和狗的…", pixels: 12 });
});

test("what came with ganplay is nobody's to change", () => {
  assert.deepEqual(names(rows.filter(list.isMine)), ["Alpha"]);
  assert.equal(list.bytesOf(rows), 30);
  assert.deepEqual(list.thinnings(7), [2, 3, 4, 6]);
});
