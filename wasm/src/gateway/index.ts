// A gateway that speaks the OpenAI API and asks several models.
export {
    checkConfig,
    type EmbeddingsConfig,
    type EndpointConfig,
    type Environment,
    type GatewayConfig,
    type GatewayLimits,
    type MemberConfig,
} from "./config.js";
export { createGateway, type Gateway, type GatewayOptions, type RequestReport } from "./gateway.js";
export type { ModelUsage, SmacsExtension } from "./reply.js";
