// Channels: the newest wish wins, and is always asked in the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newest } from "../../../ganplay/ui/kit/newest.js";

/** A server whose answers come when the test lets them. */
function server() {
  const asked = [];
  const ask = (question) => new Promise((answer, fail) => asked.push({ question, answer, fail }));
  return { ask, asked };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("while one question is in flight only the newest wish is kept", async () => {
  const { ask, asked } = server();
  const shown = [];
  const go = newest(ask, (answer, question, last) => shown.push([answer, question, last]), assert.fail);
  for (const question of ["a", "b", "c", "d"]) go(question);
  assert.deepEqual(
    asked.map((one) => one.question),
    ["a"],
  );
  asked[0].answer("A");
  await settled();
  assert.deepEqual(
    asked.map((one) => one.question),
    ["a", "d"],
  );
  asked[1].answer("D");
  await settled();
  assert.deepEqual(shown, [
    ["A", "a", false],
    ["D", "d", true],
  ]);
  go("e");
  assert.equal(asked.length, 3);
});

test("showing an answer is waited for before the next question is asked", async () => {
  const { ask, asked } = server();
  let drawn = () => {};
  const go = newest(ask, () => new Promise((resolve) => (drawn = resolve)), assert.fail);
  go("a");
  go("b");
  asked[0].answer("A");
  await settled();
  assert.equal(asked.length, 1);
  drawn();
  await settled();
  assert.equal(asked.length, 2);
});

test("a failure is told only where no newer wish waits, and the channel goes on", async () => {
  const { ask, asked } = server();
  const failed = [];
  const go = newest(
    ask,
    () => {},
    (question) => failed.push(question),
  );
  go("a");
  go("b");
  asked[0].fail(new Error("offline"));
  await settled();
  assert.deepEqual(failed, []);
  asked[1].fail(new Error("offline"));
  await settled();
  assert.deepEqual(failed, ["b"]);
  go("c");
  assert.equal(asked[2].question, "c");
});

test("an answer that cannot be shown has failed", async () => {
  const { ask, asked } = server();
  const failed = [];
  const go = newest(
    ask,
    () => {
      throw new Error("not to be drawn");
    },
    (question) => failed.push(question),
  );
  go("a");
  asked[0].answer("A");
  await settled();
  assert.deepEqual(failed, ["a"]);
});
