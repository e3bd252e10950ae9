// A server of the contract with the mock checkpoint behind it. PORT from the environment, else any
// free one; prints its address. /mock/* turns the knobs that a real day would turn.
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WebSocketServer } from 'ws';
import { Checkpoint, Refusal } from './state.mjs';
import { routes } from './routes.mjs';

const DIST = new URL('../dist', import.meta.url).pathname;
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain' };
const POLICY = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";

function file(path) {
  const wanted = normalize(join(DIST, path.endsWith('/') ? `${path}index.html` : path));
  return wanted.startsWith(DIST) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : null;
}

async function bodyOf(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

function answer(response, status, body, headers = {}) {
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store', ...headers });
  response.end(body === undefined ? '' : isText ? body : JSON.stringify(body));
}

function problem(response, { code, status, detail }) {
  answer(response, status, { type: 'about:blank', title: code, status, code, detail }, { 'Content-Type': 'application/problem+json' });
}

/** The contract's promise about keys, for the pages' tests: same key and body, same answer. */
function once(mock, request, body, run) {
  const key = request.headers['idempotency-key'];
  if (!key) throw new Refusal('idempotency_key_missing', 400);
  const seen = mock.answers.get(key);
  if (seen && seen.text !== request.url + body) throw new Refusal('idempotency_key_reused', 409);
  if (!seen) mock.answers.set(key, { text: request.url + body, result: run() });
  return mock.answers.get(key).result;
}

async function handle(mock, request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  const body = await bodyOf(request);
  if (url.pathname.startsWith('/mock/')) return knob(mock, url.pathname.slice(6), body ? JSON.parse(body) : {}, response);
  if (mock.delay) await new Promise((done) => setTimeout(done, mock.delay));
  for (const route of routes) {
    const match = request.method === route.method && route.pattern.exec(url.pathname);
    if (!match) continue;
    const session = /otkel_session=ok/.test(request.headers.cookie ?? '');
    if (route.console && !session) throw new Refusal('unauthenticated', 401);
    const input = { mock, point: mock.point, query: url.searchParams, args: match.slice(1).map(decodeURIComponent), body: body ? JSON.parse(body) : {} };
    const run = () => route.run(input);
    const result = route.keyed ? once(mock, request, body, run) : run();
    if (route.keyed) mock.point.changed();
    return answer(response, result.status ?? 200, result.body, result.headers);
  }
  throw new Refusal('route_not_found', 404);
}

function knob(mock, name, input, response) {
  if (name === 'reset') mock.renew();
  else if (name === 'flags') Object.assign(mock.point.flags, input);
  else if (name === 'delay') mock.delay = input.ms;
  else if (name === 'truck') Object.assign(mock.point.find(input.find), input.set);
  else if (name === 'reads') mock.point.see(input.pictures);
  else if (name === 'drop') mock.sockets.forEach((socket) => socket.terminate());
  if (name === 'refuse') mock.refuse = input.sockets;
  mock.point.changed();
  answer(response, 200, { calls: mock.point.calls });
}

function push(mock, socket, view) {
  let seq = 1;
  const send = (type) => socket.send(JSON.stringify({ seq: seq++, type, data: view() }));
  const listener = () => send('update');
  mock.listeners.add(listener);
  mock.sockets.add(socket);
  socket.on('close', () => (mock.listeners.delete(listener), mock.sockets.delete(socket)));
  send('snapshot');
}

export function start(port = 0) {
  const mock = { answers: new Map(), listeners: new Set(), sockets: new Set(), delay: 0, refuse: false };
  mock.renew = () => {
    mock.point = new Checkpoint();
    mock.point.changed = () => mock.listeners.forEach((listener) => listener());
    mock.answers.clear();
  };
  mock.renew();
  const server = createServer((request, response) => {
    const path = request.method === 'GET' && file(new URL(request.url ?? '/', 'http://x').pathname);
    if (path) {
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY });
      response.end(readFileSync(path));
      return;
    }
    handle(mock, request, response).catch((error) => {
      problem(response, error instanceof Refusal ? error : { code: 'internal', status: 500, detail: String(error.stack) });
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const isBoard = request.url === '/api/v1/board/push';
    const isConsole = request.url === '/api/v1/console/push' && /otkel_session=ok/.test(request.headers.cookie ?? '');
    if (mock.refuse || !(isBoard || isConsole)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (ws) => push(mock, ws, () => (isBoard ? mock.point.board() : mock.point.console())));
  });
  return new Promise((done) => {
    server.listen(port, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      const stop = () => (mock.sockets.forEach((s) => s.terminate()), server.closeAllConnections(), server.close());
      done({ mock, stop, url: `http://127.0.0.1:${address.port}` });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { url } = await start(Number(process.env.PORT ?? 0));
  console.log(`${url}/kiosk/\n${url}/console/ (aigerim / otkel)\n${url}/board/`);
}
