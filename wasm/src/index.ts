/// <reference lib="esnext.disposable" preserve="true" />
// SMACS: which open models to ask, and which of their answers to keep.

export {
    addColumn,
    addModels,
    addRows,
    type Bank,
    type BuildOptions,
    type BuildProgress,
    buildIndex,
    type ColumnOptions,
    type ModelCard,
    type ModelsOptions,
    type RowsOptions,
} from "./build.js";
export {
    moduleWorker,
    type PostableSource,
    SmacsWorker,
    type WorkerLike,
    type WorkerProgress,
    type WorkerSources,
    type WorkerState,
} from "./client.js";
export { Embedder } from "./embedder.js";
export { SmacsError, type SmacsErrorCode, type SmacsErrorInit } from "./error.js";
export { type AnsweredState, Asking, type AskOptions, type AskState, ask, type QuestionEmbedder } from "./host/ask.js";
export { type CallOutcome, type Driven, type DriveOptions, drive, type RunHost } from "./host/drive.js";
export { type FetchHostOptions, fetchHost, type PoolEndpoint, type TellingHost } from "./host/fetch-host.js";
export {
    type HostedEmbedder,
    type HostedEmbedderOptions,
    hostedEmbedder,
    type VectorIndex,
} from "./host/hosted-embedder.js";
export { type CallFailure, NoAnswer } from "./host/no-answer.js";
export { freshNonce } from "./host/nonce.js";
export { idsByModel } from "./ids-by-model.js";
export { type LoadedTools, loadTools, type ToolSources } from "./load-tools.js";
export type { Fetched, PieceCache } from "./ranges.js";
export { Run, type RunOptions, type RunTools } from "./run.js";
export type * from "./run-messages.js";
export { ScoreIndex } from "./score-index.js";
export { type GivenAnswer, selectAnswer } from "./select-answer.js";
export { type NearOptions, ShardedIndex, type ShardedIndexOptions } from "./sharded-index.js";
export { type CoreOptions, Smacs } from "./smacs.js";
export type { ByteSource, LoadOptions, OnProgress, WasmSource } from "./source.js";
export type { Options } from "./spelling.js";
export type * from "./types.js";
export { Failure, type FailureDetail } from "./wire/failure.js";
export type { FailureKind } from "./wire/failure-kinds.js";
export { failureText } from "./wire/failure-text.js";
