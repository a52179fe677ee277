// Calls functions of the figures' pure scripts and prints what they return: node called.js '[["module.js", "name",
// [arguments]], ...]'.
const asked = JSON.parse(process.argv[2]);
const answers = [];
for (const [module, name, given] of asked) {
  const found = (await import(`../../../ganplay/ui/learn/figures/${module}`))[name];
  answers.push(typeof found === "function" ? await found(...given) : found);
}
console.log(JSON.stringify(answers, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value)));
