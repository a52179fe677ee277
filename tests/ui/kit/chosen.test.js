import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { choose, chosen, firstRun, LATEST, unchoose } from "../../../ganplay/ui/kit/chosen.js";

const ROWS = [{ run: "faces" }, { run: "mine" }];

beforeEach(() => {
  if (chosen()) unchoose(chosen().run);
});

test("the run that was chosen last goes along, in whichever tab that was", () => {
  assert.equal(chosen(), null);
  choose("faces", true);
  choose("mine", false);
  assert.deepEqual(chosen(), { run: "mine", film: false });
  assert.equal(firstRun(ROWS, { asked: "another" }), "mine");
});

test("what the address asks for in a tab comes first, then what was chosen, then the address, then the list", () => {
  assert.equal(firstRun(ROWS, { asked: null }), "faces");
  assert.equal(firstRun(ROWS, { asked: "by link" }), "by link");
  choose("by link", false); // as the Train tab does
  assert.equal(firstRun(ROWS, { asked: "by link" }), "by link");
  assert.equal(firstRun(ROWS, { shared: "of a view", asked: "by link" }), "of a view");
  assert.equal(firstRun([], { asked: null }), undefined);
});

test("a run that has nothing to show yet, and the newest one, are not what a tab begins with", () => {
  choose("just begun", false);
  assert.equal(firstRun(ROWS, { asked: null }), "faces");
  assert.equal(firstRun(ROWS, { asked: LATEST }), "faces");
});

test("a run that is gone is no longer chosen, and another one stays", () => {
  choose("mine", false);
  unchoose("faces");
  assert.equal(chosen().run, "mine");
  unchoose("mine");
  assert.equal(chosen(), null);
});
