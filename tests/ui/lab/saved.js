// A laboratory's state as the page sends it, for the tests in Python. It reads {"recipe", "steps"} or {"state", "steps"}
// from its input, trains so many steps, and prints what it then saves.
import { Laboratory } from "../../../ganplay/ui/kit/engine/laboratory.js";

let text = "";
for await (const part of process.stdin) text += part;
const { recipe, state, steps } = JSON.parse(text);
const laboratory = await Laboratory.open({ recipe, state, plain: true });
laboratory.train("both", steps);
const { random, moves, memory, ...saved } = laboratory.save(); // as the page leaves them out
console.log(JSON.stringify(saved));
