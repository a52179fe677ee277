import assert from "node:assert/strict";
import { test } from "node:test";
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

test("six runs are ticked at most, and one that is ticked can always be unticked", () => {
  const six = ["a", "b", "c", "d", "e", "f"];
  assert.deepEqual(list.withTick(["a"], "b", true), ["a", "b"]);
  assert.deepEqual(list.withTick(["a", "b"], "a", true), ["b", "a"]);
  assert.equal(list.withTick(six, "g", true), null);
  assert.deepEqual(list.withTick(six, "f", true), six);
  assert.deepEqual(list.withTick(six, "a", false), six.slice(1));
});

test("what came with ganplay is nobody's to change", () => {
  assert.deepEqual(names(rows.filter(list.isMine)), ["Alpha"]);
  assert.equal(list.bytesOf(rows), 30);
  assert.deepEqual(list.thinnings(7), [2, 3, 4, 6]);
});
