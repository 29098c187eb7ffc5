// Work in slices: what draws answers yields to the page before anybody notices.

type Job = () => void;

/** Of one slice, in ms; a single job should take less. */
const slice = 8;

const jobs: Job[] = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = work;

/** Does it soon, in the order given. */
export function soon(job: Job): void {
    if (jobs.push(job) === 1) {
        port2.postMessage(undefined);
    }
}

function work(): void {
    const end = performance.now() + slice;
    // The first stays in its place while it works, so that what it adds does not start a second round.
    for (let [job] = jobs; job; [job] = jobs) {
        try {
            job();
        } finally {
            jobs.shift();
        }
        if (performance.now() > end) {
            break;
        }
    }
    if (jobs.length > 0) {
        port2.postMessage(undefined);
    }
}
