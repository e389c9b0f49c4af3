/** The network as callouts see it: one exchange at a time, answered before anything else happens. */

/** A request ready for the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
  /** Real milliseconds to wait for the whole answer. */
  readonly timeout: number;
  /** Largest body taken in, in bytes. */
  readonly maximumBytes: number;
}

export interface WireAnswer {
  readonly statusCode: number;
  readonly status: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** How long the answer took where a transport plays a slow receiver; else it costs what the org's options say. */
  readonly milliseconds?: number;
}

/** Why there is no answer. `code` is Node's (`ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET`…) or one of this room's. */
export interface WireFailure {
  readonly code: 'TIMEOUT' | 'TOO_LARGE' | (string & {});
  readonly message: string;
}

export type WireOutcome = { readonly answer: WireAnswer } | { readonly failure: WireFailure };

/** Makes exchanges, synchronously for the caller. */
export interface CalloutTransport {
  exchange(request: WireRequest): WireOutcome;
}
