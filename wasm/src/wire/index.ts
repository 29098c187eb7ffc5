// Reading the replies of models: the wire formats of services as events, what these add up to, and why a call failed.
export { type Clock, nextTurn, realClock, sleep, untilAborted, withResolvers } from "./clock.js";
export { type Answer, Collector, type Finish, finishOf } from "./collect.js";
export { failureIn, failureOfResponse, loadWaits } from "./errors.js";
export type { CallUsage, CostField, TokenChance, Usage, WireEvent, WireName } from "./events.js";
export { asFailure, Failure, type FailureDetail, isOverload } from "./failure.js";
export { type FailureKind, failureKind } from "./failure-kinds.js";
export { failureText, saidBy } from "./failure-text.js";
export { Limiter } from "./limiter.js";
export { limitsFor, type ReplyLimits } from "./limits.js";
export { type ListedModel, type ModelListOptions, readModelList } from "./model-list.js";
export { type Reply, readStream } from "./read.js";
export { failureWithoutKey, textsWithoutKey, withoutKey } from "./redact.js";
export { isAboutField, refusedFields } from "./refused.js";
export { delayAfter, maxAttempts } from "./retry.js";
export { splitThinking } from "./thinking.js";
export { failureFrom, jsonFrom, type OpenAnswer, openAnswer, type WireRequest } from "./transport.js";
export { defaultPatience, type Patience, Watch } from "./watch.js";
