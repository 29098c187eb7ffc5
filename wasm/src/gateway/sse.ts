// Server-sent events, as the OpenAI API streams them.

const encoder = new TextEncoder();

/** Bytes that may wait for a slow reader. */
const ahead = 65_536;

export class EventStream {
    readonly body: ReadableStream<Uint8Array>;
    #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    #wake = () => {};

    /** `onCancel` is called when the reader goes away. */
    constructor(onCancel: () => void) {
        this.body = new ReadableStream<Uint8Array>(
            {
                start: (controller) => {
                    this.#controller = controller;
                },
                pull: () => this.#wake(),
                cancel: () => {
                    this.#controller = undefined;
                    this.#wake();
                    onCancel();
                },
            },
            new ByteLengthQueuingStrategy({ highWaterMark: ahead }),
        );
    }

    /** Sends a value, and waits where the reader is slow. Does nothing after the end. */
    async send(json: string): Promise<void> {
        this.#write(`data: ${json}\n\n`);
        if ((this.#controller?.desiredSize ?? 1) <= 0) {
            await new Promise<void>((resolve) => {
                this.#wake = resolve;
            });
        }
    }

    /** A sign of life, which clients ignore. */
    comment(text: string): void {
        this.#write(`: ${text}\n\n`);
    }

    /** Ends it with OpenAI's end mark. */
    end(): void {
        this.#write("data: [DONE]\n\n");
        this.#controller?.close();
        this.#controller = undefined;
    }

    #write(text: string): void {
        this.#controller?.enqueue(encoder.encode(text));
    }
}
