// The script of sandbox.html, the document of an opaque origin in which a page has programs run. It starts a worker from
// the code that the page posts, and hands it the page's port. It listens once, and to the page alone.
import type { FrameNews, FrameTask } from "./frame-runner.js";

addEventListener("message", function start({ source, data, ports }: MessageEvent<FrameTask>) {
    const [port, own] = ports;
    if (source !== parent || !port || !own) {
        return;
    }
    removeEventListener("message", start);
    const say = (news: FrameNews) => own.postMessage(news);
    // Not of a blob: in an isolated page, WebKit starts no such worker where the origin is opaque.
    const worker = new Worker(`data:text/javascript;charset=utf-8,${encodeURIComponent(data.script)}`);
    worker.onerror = () => say("failed");
    worker.postMessage({ task: data.task, port }, [port]);
    say("started");
});
