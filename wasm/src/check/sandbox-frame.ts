// The script of sandbox.html, the document of an opaque origin in which a page has programs run. It starts a worker from
// the code that the page posts, and hands it the page's port. It listens once, and to the page alone.
import type { FrameTask } from "./frame-runner.js";

addEventListener("message", function start({ source, data, ports }: MessageEvent<FrameTask>) {
    const [port, failures] = ports;
    if (source !== parent || !port || !failures) {
        return;
    }
    removeEventListener("message", start);
    const script = URL.createObjectURL(new Blob([data.script], { type: "text/javascript" }));
    const worker = new Worker(script);
    worker.onerror = () => failures.postMessage("failed");
    worker.postMessage({ task: data.task, port }, [port]);
});
