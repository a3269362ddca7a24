// express-pouchdb on a port of its own, its database in the folder given, until the end of its input.
import { createServer } from 'node:http';
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [folder] = process.argv.slice(2);
const Kept = PouchDB.defaults({ prefix: `${folder}/` });
const app = express();
app.use(expressPouchDB(Kept, { mode: 'minimumForPouchDB' }));
const server = createServer(app).listen(0, '127.0.0.1', async () => {
  await new Kept('records').info();
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
