// The words about services that make the vectors of questions.
import { count } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const vectorStrings = words("vectors", {
    title: "Where vectors come from",
    made: (model: string, numbers: number) =>
        `The model ${model} made the vectors of this index, ${count(numbers)} numbers each. A service that has this model has to make your question's vector too.`,
    sends: (host: string) =>
        `The text of your question goes to ${host}, also before you ask: each time you pause while writing. Nothing else goes there.`,
    sendsNowhere: "Nothing is sent before you choose a service.",
    service: "Service",
    none: "Choose one",
    other: "Another address",
    address: "Address",
    addressHint: "Of a server with /v1/embeddings, such as http://127.0.0.1:8080/v1",
    add: "Add",
    notReachable:
        "This page may only contact this site, this machine and known model services. The other page may contact any host.",
    otherPage: "Open the page for other addresses",
    use: (host: string) => `Let ${host} make vectors`,
    using: (host: string) => `${host} makes the vectors.`,
    stop: "Stop",
    unchosen: (model: string) =>
        `This index needs a service that makes your question's vector with the model ${model}. Choose one, then the question is compared.`,
    keyless: (host: string) => `The key for ${host}, which makes your question's vector, is missing.`,
    waiting: (host: string) => `When you pause, ${host} gets the question's text and makes its vector…`,
    choose: "Choose a service",
    failed: (host: string) => `${host} made no vector.`,
    again: "Try again",
    another: "Another service",
    mismatch: (model: string) => `Its vectors do not fit this index. Choose a service that has ${model}.`,
});
