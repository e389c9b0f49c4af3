/**
 * The thread that makes HTTP exchanges while Apex waits. Plain JavaScript, because a worker thread gets no transpiler:
 * the file runs as it stands under tsx and under Jest.
 *
 * @typedef {import('./transport').WireRequest} WireRequest
 * @typedef {import('./transport').WireOutcome} WireOutcome
 */
'use strict';

const http = require('node:http');
const https = require('node:https');
const zlib = require('node:zlib');
const { runAsWorker } = require('synckit');

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

/**
 * One exchange. Redirects are answers like any other. Never rejects.
 *
 * @param {WireRequest} request
 * @returns {Promise<WireOutcome>}
 */
function exchange(request) {
  return new Promise((resolve) => {
    const { protocol } = new URL(request.url);
    const client = protocol === 'https:' ? https : http;
    const outgoing = client.request(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      agent: agents[protocol],
    });
    /** @param {string} code @param {string} message */
    const fail = (code, message) => {
      clearTimeout(timer);
      resolve({ failure: { code, message } });
      outgoing.destroy();
    };
    const timer = setTimeout(() => fail('TIMEOUT', 'timed out'), request.timeout);
    outgoing.on('error', (error) => fail(error.code ?? 'ERROR', error.message));
    outgoing.on('response', (incoming) => {
      const chunks = [];
      let size = 0;
      incoming.on('data', (chunk) => {
        size += chunk.length;
        if (size > request.maximumBytes) fail('TOO_LARGE', String(size));
        else chunks.push(chunk);
      });
      incoming.on('error', (error) => fail(error.code ?? 'ERROR', error.message));
      incoming.on('end', () => {
        clearTimeout(timer);
        resolve(answerOf(incoming, Buffer.concat(chunks), request.maximumBytes));
      });
    });
    outgoing.end(request.body ?? undefined);
  });
}

/**
 * @param {http.IncomingMessage} incoming
 * @param {Buffer} raw
 * @param {number} maximumBytes
 * @returns {WireOutcome}
 */
function answerOf(incoming, raw, maximumBytes) {
  try {
    const isZipped = (incoming.headers['content-encoding'] ?? '').toLowerCase() === 'gzip' && raw.length > 0;
    const body = isZipped ? zlib.gunzipSync(raw, { maxOutputLength: maximumBytes }) : raw;
    /** @type {(readonly [string, string])[]} */
    const headers = [];
    for (let at = 0; at < incoming.rawHeaders.length; at += 2)
      headers.push([incoming.rawHeaders[at], incoming.rawHeaders[at + 1]]);
    return {
      answer: { statusCode: incoming.statusCode ?? 0, status: incoming.statusMessage ?? '', headers, body },
    };
  } catch (error) {
    const code = error.code === 'ERR_BUFFER_TOO_LARGE' ? 'TOO_LARGE' : 'BAD_CONTENT';
    return { failure: { code, message: error.message } };
  }
}

runAsWorker(exchange);
