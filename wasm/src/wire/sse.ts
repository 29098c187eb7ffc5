// Server-sent events. The build bundles the parser into this module, because pages load the package without a bundler.
import { createParser } from "eventsource-parser";

export interface ServerEvent {
    data: string;
    /** "" where the server gives it no name. */
    event: string;
}

/** Takes the text of a stream piece by piece and gives the events that have become complete. Comments give none. */
export class EventReader {
    /** A line, or the lines of one event, became too long. Nothing more is read then. */
    tooLong = false;
    #events: ServerEvent[] = [];
    readonly #parser;

    /** `longest`: the most UTF-16 units of a line, or of the lines of one event together. */
    constructor(longest: number) {
        this.#parser = createParser({
            maxBufferSize: longest,
            onEvent: ({ data, event = "" }) => this.#events.push({ data, event }),
            onError: ({ type }) => {
                this.tooLong ||= type === "max-buffer-size-exceeded";
            },
        });
    }

    read(text: string): ServerEvent[] {
        this.#events = [];
        if (!this.tooLong) {
            this.#parser.feed(text);
        }
        return this.#events;
    }
}
