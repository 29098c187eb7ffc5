// A simulated LanguageModel, as Chrome's Prompt API offers one. It is for tests, and its answers say so: no model runs.

export interface Simulated {
    /** What it was asked, by session. */
    asked: { initial: readonly unknown[]; prompt: readonly unknown[]; destroyed: boolean }[];
}

export interface Simulation {
    availability?: "unavailable" | "downloadable" | "downloading" | "available";
    answer?: string;
    /** Comes in place of the end of an answer. */
    fails?: { name: string; message: string };
    /** It never comes to an end. */
    endless?: boolean;
}

interface CreateOptions {
    initialPrompts?: readonly unknown[];
    signal?: AbortSignal;
    monitor?(events: EventTarget): void;
}

/** Puts it in place. Self-contained, so that it can be sent to a page as a script. */
export function simulateLanguageModel(simulation: Simulation = {}): Simulated {
    const { answer = "Simulated, no model runs here. The answer is 42.", fails, endless = false } = simulation;
    const simulated: Simulated = { asked: [] };
    let availability = simulation.availability ?? "available";
    const LanguageModel = {
        availability: async () => availability,
        async create({ initialPrompts = [], signal, monitor }: CreateOptions = {}) {
            signal?.throwIfAborted();
            if (availability === "unavailable") {
                throw new DOMException("The model is not available.", "NotAllowedError");
            }
            if (availability !== "available" && monitor) {
                const events = new EventTarget();
                monitor(events);
                for (const loaded of [0, 0.42, 1]) {
                    events.dispatchEvent(Object.assign(new Event("downloadprogress"), { loaded, total: 1 }));
                    await new Promise((resolve) => setTimeout(resolve, 30));
                    signal?.throwIfAborted();
                }
                availability = "available";
            }
            const session = { initial: initialPrompts, prompt: [] as readonly unknown[], destroyed: false };
            simulated.asked.push(session);
            return {
                destroy() {
                    session.destroyed = true;
                },
                promptStreaming(prompt: readonly unknown[], options: { signal: AbortSignal }) {
                    session.prompt = prompt;
                    const pieces = answer.match(/.{1,7}/gs) ?? [];
                    return new ReadableStream<string>({
                        async pull(controller) {
                            await new Promise((resolve) => setTimeout(resolve, 1));
                            if (options.signal.aborted) {
                                controller.error(new DOMException("stopped", "AbortError"));
                                return;
                            }
                            const piece = pieces.shift();
                            if (piece !== undefined || endless) {
                                controller.enqueue(piece ?? "and on ");
                            } else if (fails) {
                                controller.error(new DOMException(fails.message, fails.name));
                            } else {
                                controller.close();
                            }
                        },
                    });
                },
            };
        },
    };
    Object.assign(globalThis, { LanguageModel, simulated });
    return simulated;
}
