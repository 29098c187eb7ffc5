// A server for one test, at a free port of this machine.
import { createServer } from "node:http";

/**
 * Resolves to {url, close()}, where url has no slash at its end. Closing breaks off what is under way.
 * @param {import("node:http").RequestListener} answer
 */
export async function listen(answer, port = 0) {
    const server = createServer(answer);
    await new Promise((done) => server.listen(port, "127.0.0.1", () => done(undefined)));
    const { port: used } = /** @type {import("node:net").AddressInfo} */ (server.address());
    return {
        url: `http://127.0.0.1:${used}`,
        close: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    };
}
