import assert from "node:assert/strict";
import { test } from "node:test";
import { nothing } from "../../../../ganplay/ui/kit/live/heard.js";
import { paceOf, placeOf, seenAt, statusOf, tenseOf, verdictOf } from "../../../../ganplay/ui/kit/live/moment.js";

function viewed(changes = {}) {
  const heard = Object.assign(nothing(), {
    points: { step: [10, 20, 30], loss_d: [1, 2, 3] },
    evals: { step: [10, 30], accuracy: [0.5, 0.9], verdict: ["learning", "collapsed"] },
    grids: [
      [1, 0],
      [4, 15],
      [7, 30],
    ],
    head: { status: "running", step: 33 },
    hist: "newest",
    frame: 7,
    frames: new Map([
      [4, "four"],
      [7, "seven"],
    ]),
    hists: new Map([[4, "then"]]),
  });
  return { run: "r", kind: "run", mine: true, heard, moment: null, film: null, ...changes };
}

test("the newest moment shows everything", () => {
  const seen = seenAt(viewed(), false);
  assert.deepEqual([seen.looking, seen.part, seen.here, seen.picture], [false, false, [7, 30], "seven"]);
  assert.deepEqual([seen.number("loss_d"), seen.value("accuracy"), seen.hist, seen.until], [3, 0.9, "newest", 0]);
  assert.equal(seen.value("absent"), undefined);
});

test("a moment looked back at has its own numbers, histogram and picture, and whole curves", () => {
  const seen = seenAt(viewed({ moment: 4 }), false);
  assert.deepEqual([seen.looking, seen.here, seen.picture, seen.hist], [true, [4, 15], "four", "then"]);
  assert.deepEqual([seen.number("loss_d"), seen.value("accuracy")], [1, 0.5]);
  assert.equal(seen.points.step.length, 3);
});

test("a picture that is not there yet has to be fetched", () => {
  assert.equal(seenAt(viewed({ moment: 1 }), false).picture, null);
  assert.equal(seenAt(viewed({ moment: 1 }), false).value("accuracy"), undefined); // nothing was judged by then
});

test("a moment that is gone is the newest", () => {
  assert.deepEqual(placeOf(viewed({ moment: 5 })), [7, 30]);
  assert.equal(placeOf({ ...viewed(), heard: nothing() }), null);
});

test("a replay draws its curves as far as it has come, into their final frame", () => {
  const film = {
    order: [
      [1, 0],
      [4, 15],
    ],
    start: 0,
    at: 1,
  };
  const seen = seenAt(viewed({ kind: "replay", film }), false);
  assert.deepEqual([seen.part, seen.status, seen.until, seen.here], [true, "replay", 30, [4, 15]]);
  assert.deepEqual([seen.points.step, seen.evals.step], [[10], [10]]);
  assert.deepEqual(
    [seen.all.points.step, seen.all.evals.step],
    [
      [10, 20, 30],
      [10, 30],
    ],
  );
  const stopped = seenAt(viewed({ kind: "replay", film, moment: 7 }), false);
  assert.deepEqual([stopped.part, stopped.points.step.length], [false, 3]);
});

test("what was measured at the end of a run is told at the end of its replay", () => {
  const film = { order: viewed().heard.grids, start: 0, at: 1 };
  const state = viewed({ kind: "replay", film });
  Object.assign(state.heard, { report: "of the end", grids: film.order });
  assert.deepEqual([seenAt(state, false).report, seenAt(state, false).all.report], [null, "of the end"]);
  film.at = 2;
  assert.equal(seenAt(state, false).report, "of the end");
  assert.equal(seenAt({ ...state, kind: "run", film: null, moment: 4 }, false).report, "of the end");
});

test("before the server has told, a run starts", () => {
  assert.equal(statusOf({ ...viewed(), heard: nothing() }), "starting");
  assert.equal(statusOf({ ...viewed({ kind: "empty" }), heard: nothing() }), "empty");
});

test("a run that diverged is said to, but not of its earlier moments", () => {
  const state = viewed();
  assert.equal(verdictOf(seenAt(state, false)), "collapsed");
  state.heard.head.status = "diverged";
  assert.equal(verdictOf(seenAt(state, false)), "diverged");
  assert.equal(verdictOf(seenAt({ ...state, moment: 4 }, false)), "learning");
  assert.equal(verdictOf(seenAt({ ...viewed(), heard: nothing() }, false)), "starting");
});

test("what is thought of a run is of the past once it has ended, at its last moment alone", () => {
  const tense = (status, changes = {}) => {
    const state = viewed(changes);
    state.heard.head.status = status;
    return tenseOf(seenAt(state, false));
  };
  const going = ["starting", "queued", "preparing", "running", "paused"];
  assert.deepEqual(
    going.map((status) => tense(status)),
    ["", "", "", "", ""],
  );
  const ended = ["finished", "stopped", "interrupted", "diverged"];
  assert.deepEqual(
    ended.map((status) => tense(status)),
    [".past", ".past", ".past", ".past"],
  );
  assert.equal(tense("finished", { moment: 4 }), "");
  const replay = viewed({ kind: "replay" });
  replay.film = { order: replay.heard.grids, start: 0, at: 2 };
  assert.equal(tenseOf(seenAt(replay, false)), ".past");
  replay.film.at = 1;
  assert.equal(tenseOf(seenAt(replay, false)), "");
  assert.equal(tenseOf({ kind: "empty", status: "empty", here: null, grids: [] }), "");
});

test("the rate is of now while a run trains, and otherwise the quotient of what stands beside it", () => {
  const at = (told) => (name) => told[name];
  const numbers = at({ images: 28800, seconds: 135, rate: 1375 });
  assert.deepEqual(paceOf(numbers, true), { shown: 1375, average: 28800 / 135 });
  assert.deepEqual(paceOf(numbers, false), { shown: 28800 / 135, average: null });
  assert.deepEqual(paceOf(at({ images: 0, seconds: 0 }), true), { shown: null, average: null });
});
