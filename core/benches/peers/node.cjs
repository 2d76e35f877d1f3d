// Times a peer from the npm registry on a file of messages; prints the same JSON as files.rs.
// Usage: node node.cjs PACKAGE FILE, with the package installed where NODE_PATH points.
'use strict';
const fs = require('fs');
const [, , name, file] = process.argv;
const peer = require(name);
const read = typeof peer === 'function' ? peer : peer.extractOTP;
const texts = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).text);
const ROUNDS = 9;
// Every reader reads for a second before it is timed: by then the engine has compiled what it will.
const WARM_UP_MS = 1000;
for (const end = Date.now() + WARM_UP_MS; Date.now() < end;) {
  for (const text of texts) read(text);
}
const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const begun = process.hrtime.bigint();
  for (const text of texts) read(text);
  rounds.push(Number(process.hrtime.bigint() - begun) / texts.length);
}
rounds.sort((a, b) => a - b);
console.log(JSON.stringify({
  name,
  messages: texts.length,
  ns_per_message: Math.round(rounds[(ROUNDS - 1) / 2]),
  peak_memory_kb: process.resourceUsage().maxRSS,
}));
