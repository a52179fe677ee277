import assert from "node:assert/strict";
import { test } from "node:test";
import { meaning } from "../../../../ganplay/ui/kit/live/polled.js";

test("only a run that is not there is lost", () => {
  assert.equal(meaning({ error: "unknown_run", text: "There is no such run." }), "lost");
});

test("whatever else is refused may pass, and is asked for again", () => {
  for (const error of ["other", "stranger", "foreign_page", "replaced", "none", "some code of tomorrow"])
    assert.equal(meaning({ error, text: "No." }), "missed");
  for (const answer of [null, undefined, "", "Bad gateway", 7]) assert.equal(meaning(answer), "missed");
});

test("news are heard", () => {
  assert.equal(meaning({ seq: 3, status: "running" }), "heard");
});
