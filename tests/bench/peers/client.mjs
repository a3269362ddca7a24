// One database that replicates to a server. Two lines come in: the job, and the word to begin; two go out: that the
// documents are stored here, and what the replication came to.
import { createInterface } from 'node:readline';
import PouchDB from 'pouchdb';

const lines = createInterface({ input: process.stdin }).on('close', () => process.exit(0));
const input = lines[Symbol.asyncIterator]();
const tell = (what, then) => process.stdout.write(`${JSON.stringify(what)}\n`, then);

const { folder, url, batch, speed, patience, states } = JSON.parse((await input.next()).value);
const here = new PouchDB(`${folder}/records`);
const revisions = new Map();
for (const documents of states) {
  const stored = await here.bulkDocs(documents.map((one) => ({ ...one, _rev: revisions.get(one._id) })));
  for (const one of stored) {
    if (!one.ok) throw new Error(`not stored here: ${JSON.stringify(one)}`);
    revisions.set(one.id, one.rev);
  }
}
tell({ stored: revisions.size });
await input.next();

// The built-in fetch, as in a browser. The one that the library brings to Node opens a connection for every call; with
// connections kept it was seen to wait for ever after a cut.
const there = new PouchDB(url, { fetch: (address, how) => fetch(address, how) });

// The library's own waits (defaultBackOff of pouchdb 9.0.0), in the line's time: up to 2 s, then once to twice the last
// one, at the end 5 to 10 minutes.
const LONGEST = 600_000;
let tries = 1;
const rest = (last) => {
  tries += 1;
  let least = Math.trunc(last * speed);
  let most = least ? least * 2 : 2000;
  if (most > LONGEST) [least, most] = [LONGEST / 2, LONGEST];
  return Math.trunc((least + Math.random() * (most - least)) / speed);
};

const acknowledged = new Set();
const began = performance.now();
const end = (finished, why = '') => {
  const seconds = (performance.now() - began) / 1000;
  tell({ finished, why, seconds, tries, acknowledged: [...acknowledged] }, () => process.exit(0));
};
setTimeout(() => end(false), (patience / speed) * 1000);
here.replicate
  .to(there, { live: true, retry: true, batch_size: batch, back_off_function: rest })
  .on('change', ({ docs }) => docs.forEach((one) => acknowledged.add(one._id)))
  // Without an error it pauses when everything is there and it has noted so on both sides.
  .on('paused', (error) => error || end(true))
  .on('error', (error) => end(false, String(error)));
