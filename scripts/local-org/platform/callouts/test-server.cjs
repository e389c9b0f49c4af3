/** An HTTP server in a thread of its own, for tests: the thread that waits for a callout cannot answer it. */
'use strict';

const http = require('node:http');
const zlib = require('node:zlib');
const { parentPort } = require('node:worker_threads');

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => answer(request, Buffer.concat(chunks), response));
});

/**
 * @param {http.IncomingMessage} request
 * @param {Buffer} body
 * @param {http.ServerResponse} response
 */
function answer(request, body, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  switch (pathname) {
    case '/silent':
      return;
    case '/drop':
      request.socket.destroy();
      return;
    case '/large':
      response.end(Buffer.alloc(6_000_001, 'x'));
      return;
    case '/zipped':
      response.setHeader('Content-Encoding', 'gzip');
      response.end(zlib.gzipSync('zipped'));
      return;
    case '/cookies':
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.end();
      return;
    case '/busy':
      response.statusCode = 503;
      response.setHeader('Retry-After', '120');
      response.end('busy');
      return;
    case '/moved':
      response.statusCode = 302;
      response.setHeader('Location', '/echo');
      response.end();
      return;
    default: {
      const plain = request.headers['content-encoding'] === 'gzip' ? zlib.gunzipSync(body) : body;
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body: plain.toString() }),
      );
    }
  }
}

server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
