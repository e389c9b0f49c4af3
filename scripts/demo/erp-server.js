/**
 * The demo's ERP: an HTTP server in a thread of its own, because Apex waits for answers and would starve a server beside it.
 * Plain JavaScript, so that a thread can load it as it is.
 *
 * It honours idempotency keys: an order with a key it has seen gets its answer again and has no second effect.
 *
 * @typedef {import('./personalities').Reaction} Reaction
 */
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');

/** Scripts by order reference. @type {Record<string, readonly Reaction[]>} */
const scripts = workerData.scripts;
/** How often each order was sent. @type {Map<string, number>} */
const attempts = new Map();
/** The order each idempotency key stands for: the effects. @type {Map<string, string>} */
const effects = new Map();

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => react(request, response, Buffer.concat(chunks).toString('utf8')));
});

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} body
 */
function react(request, response, body) {
  const key = request.headers['idempotency-key'];
  const reference = referenceOf(body);
  const script = reference === null ? undefined : scripts[reference];
  if (request.method !== 'POST' || request.url !== '/orders' || script === undefined || typeof key !== 'string') {
    response.writeHead(404).end();
    return;
  }
  const attempt = attempts.get(reference) ?? 0;
  attempts.set(reference, attempt + 1);
  const reaction = script[Math.min(attempt, script.length - 1)];
  const isTaken = reaction.kind !== 'answer' || reaction.status === 201;
  if (isTaken && !effects.has(key)) effects.set(key, reference);
  if (reaction.kind === 'drop') {
    request.socket.destroy();
  } else if (reaction.kind === 'answer') {
    response.writeHead(reaction.status, { 'Content-Type': 'application/json', ...reaction.headers });
    response.end(JSON.stringify({ reference, accepted: isTaken }));
  }
}

/**
 * @param {string} body
 * @returns {string | null}
 */
function referenceOf(body) {
  try {
    const order = JSON.parse(body);
    return typeof order.reference === 'string' ? order.reference : null;
  } catch {
    return null;
  }
}

parentPort.on('message', () =>
  parentPort.postMessage({ effects: [...effects.values()], attempts: Object.fromEntries(attempts) }),
);
server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));
