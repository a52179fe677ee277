// Prints the pushes of the plane of two numbers at the places and by the rules that it reads: [[place, rules], ...].
import { readFileSync } from "node:fs";
import { DIRAC_LOSSES, push } from "../../../../ganplay/ui/kit/plane/dirac.js";

const asked = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify({ losses: DIRAC_LOSSES, pushes: asked.map(([at, rules]) => push(at, rules)) }));
