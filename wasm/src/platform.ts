// Types of the platform for the declarations of dist, in which scripts/declarations.mjs puts them in the place of the
// DOM's. Where the platform's types are there (the DOM's, node's, a worker runtime's), these are the same; where they
// are not, these say what the package needs of them.

/** What the platform has by this name. */
type Declared<Name extends string, Else> = typeof globalThis extends Record<Name, { prototype: infer T }> ? T : Else;

export type AbortSignal = Declared<
    "AbortSignal",
    {
        readonly aborted: boolean;
        readonly reason: unknown;
        throwIfAborted(): void;
        addEventListener(type: "abort", listener: () => void): void;
        removeEventListener(type: "abort", listener: () => void): void;
    }
>;

export type URL = Declared<"URL", { readonly href: string; readonly origin: string; toString(): string }>;

export type Headers = Declared<"Headers", { get(name: string): string | null }>;

export type ReadableStream<T> = Declared<
    "ReadableStream",
    { getReader(): { read(): Promise<{ done: boolean; value?: T }>; cancel(reason?: unknown): Promise<void> } }
>;

export type Blob = Declared<
    "Blob",
    { readonly size: number; arrayBuffer(): Promise<ArrayBuffer>; stream(): ReadableStream<Uint8Array> }
>;

export type Response = Declared<
    "Response",
    {
        readonly ok: boolean;
        readonly status: number;
        readonly headers: Headers;
        readonly body: ReadableStream<Uint8Array> | null;
        arrayBuffer(): Promise<ArrayBuffer>;
        text(): Promise<string>;
    }
>;

export type Request = Declared<
    "Request",
    {
        readonly method: string;
        readonly url: string;
        readonly headers: Headers;
        readonly signal: AbortSignal;
        readonly body: ReadableStream<Uint8Array> | null;
    }
>;

export type Worker = Declared<
    "Worker",
    {
        postMessage(message: unknown): void;
        terminate(): void;
        addEventListener(type: string, listener: (event: unknown) => void): void;
    }
>;

export type MessagePort = Declared<"MessagePort", { postMessage(message: unknown): void; close(): void }>;

export type Fetch = typeof globalThis extends { fetch: infer T }
    ? T
    : (address: string, init?: object) => Promise<Response>;

export declare namespace WebAssembly {
    export type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer T } } }
        ? T
        : { readonly [Symbol.toStringTag]: "WebAssembly.Module" };
}

/** Bytes in a buffer of their own. TypeScript says which kind of buffer from 5.7 on. */
export type Bytes = ReturnType<typeof Uint8Array.of>;
