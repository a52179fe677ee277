// Calls functions of the figures' pure scripts and prints what they return: it reads [["module.js", "name", [arguments]],
// ...] and writes a list.
import { readFileSync } from "node:fs";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const answers = [];
for (const [module, name, given] of asked) {
  const found = (await import(`../../../ganplay/ui/learn/figures/${module}`))[name];
  answers.push(typeof found === "function" ? await found(...given) : found);
}
console.log(JSON.stringify(answers, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value)));
