import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

// What the modules find in a browser when they are read.
const answers = [];
globalThis.document = { baseURI: "http://page.test/", getElementById: () => ({ textContent: "{}" }) };
globalThis.location = new URL("http://page.test/");
globalThis.localStorage = { getItem: () => null, setItem() {} };
Object.defineProperty(globalThis, "navigator", { value: { language: "en" }, configurable: true });
globalThis.fetch = async () => new Response("{}");
const { posting } = await import("../../../../ganplay/ui/kit/channel.js");
const { talk } = await import("../../../../ganplay/ui/kit/live/talk.js");
const { nothing } = await import("../../../../ganplay/ui/kit/live/heard.js");

globalThis.fetch = async () => answers.shift();
const waits = [];
globalThis.setTimeout = (again, wait) => waits.push([again, wait]);
globalThis.clearTimeout = () => {};
afterEach(() => waits.splice(0));

const json = (body, status = 200) => new Response(JSON.stringify(body), { status });
const news = posting("live/news");

test("what is asked at an address is an answer, a refusal with a code, or fails", async () => {
  answers.push(json({ seq: 1 }), json({ error: "stranger" }, 401));
  assert.deepEqual(await news({}), { seq: 1 });
  assert.deepEqual(await news({}), { error: "stranger" });
  answers.push(
    json({ detail: "Not authenticated" }, 401),
    json(null, 500),
    new Response("Bad gateway", { status: 502 }),
  );
  for (const _ of [1, 2, 3]) await assert.rejects(news({}));
});

function watching() {
  const said = [];
  const state = { run: "a-run", kind: "run", heard: nothing(), turn: 0 };
  const on = {
    learned: (told) => said.push(["learned", told.seq]),
    lost: (refused) => said.push(["lost", refused.error]),
    missed: (count) => said.push(["missed", count]),
    changed() {},
    look: () => ({ away: false, status: "running" }),
  };
  return { said, poll: talk({ news }, state, on).poll };
}

test("a fault that may pass is a poll missed, and what comes after it is heard", async () => {
  const { said, poll } = watching();
  answers.push(json({ error: "other", text: "No." }), json({ detail: "No" }, 401), json({ error: "other" }, 500));
  for (const _ of [1, 2, 3]) await poll();
  assert.deepEqual(
    said,
    [1, 2, 3].map((count) => ["missed", count]),
  );
  assert.deepEqual(
    waits.map(([, wait]) => wait),
    [1000, 2000, 4000],
  );
  answers.push(json({ seq: 5, status: "running" }));
  await waits.at(-1)[0]();
  assert.deepEqual(said.slice(3), [
    ["missed", 0],
    ["learned", 5],
  ]);
});

test("a run that is not there is lost, and nobody asks for it again", async () => {
  const { said, poll } = watching();
  answers.push(json({ error: "unknown_run" }));
  await poll();
  assert.deepEqual(said, [
    ["missed", 0],
    ["lost", "unknown_run"],
  ]);
  assert.deepEqual(waits, []);
});
