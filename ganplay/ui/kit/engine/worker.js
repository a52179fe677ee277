// The Worker that trains for a page: it hands a Host its messages, its clock and its turns.
import { Host } from "./host.js";

const host = new Host({
  post: (message, transfer = []) => self.postMessage(message, { transfer }),
  now: () => performance.now() / 1000,
});
const soon = new MessageChannel(); // a turn after the messages that wait; a timer of none would wait for 4 ms
const LONGEST = 60; // seconds; a message wakes it sooner
let timer = 0;
let coming = false;

function wake() {
  clearTimeout(timer);
  if (coming) return;
  coming = true;
  soon.port2.postMessage(null);
}

soon.port1.onmessage = () => {
  coming = false;
  const wait = host.turn();
  if (wait <= 0) wake();
  else timer = setTimeout(wake, 1000 * Math.min(wait, LONGEST));
};

self.onmessage = async ({ data }) => {
  await host.receive(data);
  wake();
};
