import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOffline } from "../../src/app/offline.ts";

/** A registration whose workers the test moves on. */
class FakeRegistration extends EventTarget {
    installing: FakeWorker | null = null;
    waiting: FakeWorker | null = null;
    active: FakeWorker | null = null;
    update = vi.fn(() => Promise.reject(new TypeError("no network")));

    found(): FakeWorker {
        this.installing = new FakeWorker();
        this.dispatchEvent(new Event("updatefound"));
        return this.installing;
    }
}
class FakeWorker extends EventTarget {
    state = "installing";

    become(state: string): void {
        this.state = state;
        this.dispatchEvent(new Event("statechange"));
    }
}

beforeEach(() => void vi.stubGlobal("document", { baseURI: "https://example.org/some/page/?q=1" }));
afterEach(() => void vi.unstubAllGlobals());

const at = (registration: FakeRegistration) => {
    const register = vi.fn(async () => registration as unknown as ServiceWorkerRegistration);
    let quiet = () => {};
    const whenQuiet = (run: () => void) => {
        quiet = run;
    };
    let back = () => {};
    const whenBack = (run: () => void) => {
        back = run;
    };
    const state = createOffline({ container: { register }, whenQuiet, whenBack });
    const becomeQuiet = async () => {
        quiet();
        await new Promise((resolve) => setTimeout(resolve));
    };
    return { state, register, quiet: becomeQuiet, comeBack: () => back() };
};

test("waits until the page is quiet, then follows the first worker", async () => {
    const registration = new FakeRegistration();
    const { state, register, quiet } = at(registration);
    expect(state.value).toBe("preparing");
    expect(register).not.toHaveBeenCalled();
    const worker = registration.found();
    await quiet();
    expect(register).toHaveBeenCalledWith("https://example.org/some/page/sw.js");
    expect(state.value).toBe("preparing");
    Object.assign(registration, { installing: null, waiting: worker });
    worker.become("installed");
    expect(state.value).toBe("preparing");
    Object.assign(registration, { waiting: null, active: worker });
    worker.become("activated");
    expect(state.value).toBe("ready");
});

test("tells of a newer build, and of none that failed", async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeWorker();
    const { state, quiet } = at(registration);
    await quiet();
    expect(state.value).toBe("ready");
    registration.found().become("redundant");
    expect(state.value).toBe("ready");
    const worker = registration.found();
    Object.assign(registration, { installing: null, waiting: worker });
    worker.become("installed");
    expect(state.value).toBe("update");
});

test("looks for a newer build when the page is come back to, and bears it that there is no network", async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeWorker();
    const { state, quiet, comeBack } = at(registration);
    await quiet();
    expect(registration.update).not.toHaveBeenCalled();
    comeBack();
    expect(registration.update).toHaveBeenCalledOnce();
    await new Promise((resolve) => setTimeout(resolve));
    expect(state.value).toBe("ready");
});

test("is unsupported where there are none, where they are refused, and where there is no room", async () => {
    expect(createOffline({ container: undefined, whenQuiet: () => {}, whenBack: () => {} }).value).toBe("unsupported");
    const refusing = { register: () => Promise.reject(new Error("not here")) };
    const refused = createOffline({ container: refusing, whenQuiet: (run) => run(), whenBack: () => {} });
    await vi.waitFor(() => expect(refused.value).toBe("unsupported"));
    const registration = new FakeRegistration();
    const { state, quiet } = at(registration);
    const worker = registration.found();
    await quiet();
    worker.become("redundant");
    expect(state.value).toBe("unsupported");
});
