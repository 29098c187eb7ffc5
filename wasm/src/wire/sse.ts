// Server-sent events. A parser of our own, because pages load the package without a bundler, where it cannot name another.

export interface ServerEvent {
    data: string;
    /** "" where the server gives it no name. */
    event: string;
}

/** Takes the text of a stream piece by piece, and gives the events that are whole by then. Comments give none. */
export function createEventReader(): (text: string) => ServerEvent[] {
    let rest = "";
    let data: string[] = [];
    let event = "";
    return (text) => {
        // A carriage return at the end may be the first half of a line's end.
        const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
        rest = lines.pop() ?? "";
        const events: ServerEvent[] = [];
        for (const line of lines) {
            if (line.startsWith("data:")) {
                data.push(valueIn(line));
            } else if (line.startsWith("event:")) {
                event = valueIn(line);
            } else if (line === "") {
                if (data.length > 0) {
                    events.push({ data: data.join("\n"), event });
                }
                data = [];
                event = "";
            }
        }
        return events;
    };
}

function valueIn(line: string): string {
    return line.slice(line.indexOf(":") + 1).replace(/^ /, "");
}
