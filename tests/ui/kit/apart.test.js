import assert from "node:assert/strict";
import { test } from "node:test";
import { apart } from "../../../ganplay/ui/kit/apart.js";

const told = (...rows) => Object.fromEntries(apart(rows, ({ name }) => name, String));
const row = (run, name, created = 0, note = "") => ({ run, name, created, note });

test("a name that one run has alone is enough", () => {
  assert.deepEqual(told(row("a", "quick on faces", 1), row("b", "quick on digits", 2)), {});
});

test("runs of one name are told apart by their notes, or else by when they were begun", () => {
  const rows = [row("a", "quick", 1, "with a lower rate"), row("b", "quick", 2), row("c", "quick", 3, "as it was")];
  assert.deepEqual(told(...rows, row("d", "other", 4)), { a: "with a lower rate", b: "2", c: "as it was" });
});

test("a note that two share tells nothing, and of a long one its beginning is told", () => {
  const long = "the third try, with everything that\nI know";
  const rows = [row("a", "quick", 1, "try"), row("b", "quick", 2, "try"), row("c", "quick", 3, long)];
  assert.deepEqual(told(...rows), { a: "1", b: "2", c: "the third try, with ever…" });
});

test("where nothing else differs the ends of their ids do", () => {
  assert.deepEqual(told(row("20260101-aaaa", "quick", 7), row("20260101-bbbb", "quick", 7)), {
    "20260101-aaaa": "aaaa",
    "20260101-bbbb": "bbbb",
  });
});
