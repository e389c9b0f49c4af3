import type { Callouts, HttpCall } from '../../platform/services';
import { execute } from '../testing';

function network(calls: HttpCall[]): Partial<Callouts> {
  return {
    send: (call, _mock, real) => {
      calls.push(call);
      const headers = new Map([['Retry-After', '120']]);
      return real({ statusCode: 429, status: 'Too Many Requests', headers, body: Buffer.from('slow down') });
    },
  };
}

const MOCK = `public class Mock implements HttpCalloutMock {
  public HttpResponse respond(HttpRequest request) {
    HttpResponse response = new HttpResponse(); response.setStatusCode(201); response.setBody(request.getMethod() + request.getEndpoint() + request.getHeader('x-one')); return response;
  }
}`;

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_http.htm
describe('Http', () => {
  it('sends what the request says and answers what came back', () => {
    const calls: HttpCall[] = [];
    const text = execute(
      `HttpRequest request = new HttpRequest(); request.setEndpoint('callout:ERP/orders'); request.setMethod('post'); request.setBody('{}'); request.setHeader('Content-Type', 'application/json'); request.setTimeout(3000);
       HttpResponse response = new Http().send(request);
       return response.getStatusCode() + response.getStatus() + response.getHeader('retry-after') + response.getBody() + response;`,
      { callouts: network(calls) },
    );
    expect(text).toBe('429Too Many Requests120slow downSystem.HttpResponse[Status=Too Many Requests, StatusCode=429]');
    expect(calls).toEqual([
      {
        method: 'POST',
        endpoint: 'callout:ERP/orders',
        headers: new Map([['Content-Type', 'application/json']]),
        body: Buffer.from('{}'),
        timeout: 3000,
        compressed: false,
      },
    ]);
  });

  // "GET with a body is silently sent as POST": platform behaviour of setBody
  it('sends a GET with a body as a POST', () => {
    const calls: HttpCall[] = [];
    execute(
      `HttpRequest request = new HttpRequest(); request.setEndpoint('https://x.example'); request.setMethod('GET'); request.setBody('x'); return new Http().send(request);`,
      { callouts: network(calls) },
    );
    expect(calls[0]?.method).toBe('POST');
  });

  it("asks the test's mock", () => {
    const callouts: Partial<Callouts> = { send: (_call, mock) => mock(mockInstance as object) };
    let mockInstance: unknown = null;
    const test = { setMock: (_name: string, instance: object) => (mockInstance = instance) };
    const text = execute(
      `Test.setMock(HttpCalloutMock.class, new Mock());
       HttpRequest request = new HttpRequest(); request.setEndpoint('https://x.example'); request.setMethod('GET'); request.setHeader('X-One', '1');
       HttpResponse response = new Http().send(request); return response.getStatusCode() + response.getBody();`,
      { callouts, test: test },
      MOCK,
    );
    expect(text).toBe('201GEThttps://x.example1');
  });

  it('refuses to send a request without endpoint or method where no mock answers, and timeouts out of range', () => {
    const message = (statements: string): unknown =>
      execute(
        `try { HttpRequest request = new HttpRequest(); ${statements} } catch (CalloutException e) { return e.getMessage(); } return 'nothing';`,
        { callouts: network([]), isTest: false },
      );
    expect(message(`new Http().send(request);`)).toBe('Endpoint cannot be null or empty');
    expect(message(`request.setEndpoint('https://x.example'); new Http().send(request);`)).toBe(
      'Method cannot be null or empty',
    );
    expect(message(`request.setTimeout(120001);`)).toBe(
      'Invalid timeout value 120001: it must be between 1 and 120000',
    );
  });
});
