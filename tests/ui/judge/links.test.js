// Addresses of a game.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, gameLink } from "../../../ganplay/ui/judge/links.js";

const PAGE = "http://here:7860/lab/?run=old&view=7#top";

test("the address is the game's while it is in sight, and keeps what else it says", () => {
  assert.equal(addressOf(PAGE, "a b", "x_1"), "http://here:7860/lab/?run=a+b&view=7&game=x_1#top");
});

test("without a game the address keeps its run", () => {
  assert.equal(addressOf("http://here/?run=r&game=x", "other", null), "http://here/?run=r");
  assert.equal(addressOf("http://here/", null, null), "http://here/");
});

test("the link of a game names its run and nothing else of the page", () => {
  assert.equal(gameLink("http://here/lab/?view=7", "a&b", "x_1"), "http://here/lab/?run=a%26b&game=x_1");
});
