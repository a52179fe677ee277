import assert from "node:assert/strict";
import { test } from "node:test";
import { finder } from "../../../ganplay/ui/kit/naming.js";

const find = finder({
  d: ["Discriminator (D)", "", ["Discriminator", "D"]],
  latent: ["Latent", "", ["Latent", "z"]],
  space: ["Latent space", "", ["Latent space"]],
  saturating: ["Saturating loss", "", ["saturating"]],
  non: ["Non-saturating loss", "", ["non-saturating"]],
  loss: ["Loss", "", ["Loss"]],
  psi: ["Truncation (ψ)", "", ["Truncation", "ψ", "psi"]],
  fid: ["Fréchet distance", "", ["Fréchet distance"]],
  pan: ["判别器", "", ["判别器", "D"]],
  everyday: ["Run", "", []],
});
const terms = (text) => find(text).map(({ term, at, name }) => `${term}@${at} ${name}`);

test("a name is found at the beginning of a sentence, in the plural and before an apostrophe", () => {
  assert.deepEqual(terms("Discriminators say; the discriminator's loss, two losses"), [
    "d@0 Discriminators",
    "d@24 discriminator",
    "loss@40 loss",
    "loss@50 losses",
  ]);
});

test("of two names at one place the longer is meant", () => {
  assert.deepEqual(terms("latent space"), ["space@0 latent space"]);
  assert.deepEqual(terms("non-saturating, saturating"), ["non@0 non-saturating", "saturating@16 saturating"]);
});

test("a part of a word is no term, nor is a letter that is written otherwise", () => {
  assert.deepEqual(terms("a glossy 2-D plot of d and Z, latently; losser, DCGAN, D2"), []);
  assert.deepEqual(terms("z of G, ψ = 1; psi."), ["latent@0 z", "psi@8 ψ", "psi@15 psi"]);
});

test("accents and scripts without spaces are read", () => {
  assert.deepEqual(terms("The Fréchet distance"), ["fid@4 Fréchet distance"]);
  assert.deepEqual(terms("让判别器看，D给分"), ["pan@1 判别器", "pan@6 D"]);
});

test("an everyday word is left alone", () => {
  assert.deepEqual(terms("Run this run"), []);
});
