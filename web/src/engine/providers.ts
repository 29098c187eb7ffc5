// Services and local servers that speak the OpenAI wire format, as data: the set-up form offers them, and the build
// derives from them which hosts the page may contact (vite.config.ts).

export interface Provider {
    name: string;
    /** Base address, as people would enter it. */
    address: string;
    /** On this machine: no key needed, and the server has to allow the page's origin. */
    local: boolean;
}

export const providers: readonly Provider[] = [
    { name: "OpenRouter", address: "https://openrouter.ai/api/v1", local: false },
    { name: "Together", address: "https://api.together.xyz/v1", local: false },
    { name: "Fireworks", address: "https://api.fireworks.ai/inference/v1", local: false },
    { name: "Groq", address: "https://api.groq.com/openai/v1", local: false },
    { name: "Hugging Face", address: "https://router.huggingface.co/v1", local: false },
    { name: "Mistral", address: "https://api.mistral.ai/v1", local: false },
    { name: "DeepSeek", address: "https://api.deepseek.com/v1", local: false },
    { name: "Cerebras", address: "https://api.cerebras.ai/v1", local: false },
    { name: "xAI", address: "https://api.x.ai/v1", local: false },
    { name: "OpenAI", address: "https://api.openai.com/v1", local: false },
    { name: "Gemini", address: "https://generativelanguage.googleapis.com/v1beta/openai", local: false },
    { name: "llama.cpp", address: "http://localhost:8080/v1", local: true },
    { name: "Ollama", address: "http://localhost:11434/v1", local: true },
    { name: "LM Studio", address: "http://localhost:1234/v1", local: true },
    { name: "vLLM", address: "http://localhost:8000/v1", local: true },
];

/** Origins that the strict page may contact, beside itself and loopback. */
export const hostedOrigins: readonly string[] = [
    ...new Set(providers.filter((provider) => !provider.local).map((provider) => new URL(provider.address).origin)),
];

export const loopbackOrigins: readonly string[] = ["http://localhost:*", "http://127.0.0.1:*"];

/** Whether the strict page's policy lets it contact this address. */
export function isKnownHost(address: string): boolean {
    const url = URL.parse(address);
    if (!url) {
        return false;
    }
    const loopback = url.protocol === "http:" && (url.hostname === "localhost" || url.hostname === "127.0.0.1");
    return loopback || hostedOrigins.includes(url.origin);
}
