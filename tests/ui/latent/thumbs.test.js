import assert from "node:assert/strict";
import { test } from "node:test";
import { seeds } from "../../../ganplay/ui/latent/latents.js";
import { thumbnails } from "../../../ganplay/ui/latent/thumbs.js";

/** Thumbnails of a server that writes down what it is asked; its pictures say what they show. */
function watched() {
  const asked = [];
  const refused = [];
  const server = { step: 0, error: null, asked, refused };
  server.thumbsOf = thumbnails({
    here: () => ({ run: "one", step: server.step }),
    draw: async (view) => {
      asked.push(view);
      return server.error ? { error: server.error } : { view };
    },
    cut: async ({ view }) => view.keyframes.map((latent) => `${view.step}:${JSON.stringify(latent)}`),
    fail: (answer) => refused.push(answer.error),
  });
  return server;
}

test("each latent is drawn once, however often it is shown", async () => {
  const server = watched();
  assert.deepEqual(await server.thumbsOf(seeds(3, 7, 3)), ["0:3", "0:7", "0:3"]);
  assert.deepEqual(await server.thumbsOf(seeds(7, 9)), ["0:7", "0:9"]);
  const views = [[3, 7], [9]].map((keyframes) => ({ run: "one", step: 0, tool: "time", keyframes }));
  assert.deepEqual(server.asked, views);
});

test("another moment is another picture, and the earlier one is remembered", async () => {
  const server = watched();
  await server.thumbsOf(seeds(3));
  server.step = 50;
  assert.deepEqual(await server.thumbsOf(seeds(3)), ["50:3"]);
  server.step = 0;
  assert.deepEqual(await server.thumbsOf(seeds(3)), ["0:3"]);
  assert.equal(server.asked.length, 2);
});

test("no question is about more than eight", async () => {
  const server = watched();
  const urls = await server.thumbsOf(seeds(...Array(19).keys()));
  assert.deepEqual(
    server.asked.map((view) => view.keyframes.length),
    [8, 8, 3],
  );
  assert.equal(urls[18], "0:18");
});

test("a refusal is told once, and the pictures are asked for again the next time", async () => {
  const server = watched();
  server.error = "busy";
  assert.deepEqual(await server.thumbsOf(seeds(...Array(10).keys())), Array(10).fill(null));
  assert.deepEqual([server.refused, server.asked.length], [["busy"], 1]);
  server.error = null;
  assert.deepEqual(await server.thumbsOf(seeds(4)), ["0:4"]);
});

test("the oldest are forgotten after four hundred", async () => {
  const server = watched();
  await server.thumbsOf(seeds(...Array(401).keys()));
  const before = server.asked.length;
  await server.thumbsOf(seeds(400, 1));
  assert.equal(server.asked.length, before);
  await server.thumbsOf(seeds(0));
  assert.equal(server.asked.length, before + 1);
});
