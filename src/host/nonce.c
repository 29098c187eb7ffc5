#include "host/nonce.h"

#include "tool/tool.h"

bool host_nonce(char out[HOST_NONCE_SIZE]) {
    static const char source[] = "/dev/urandom", digits[] = "0123456789abcdef";
    unsigned char bytes[(HOST_NONCE_SIZE - 1) / 2];
    FILE *file = fopen(source, "rb");
    const bool read = file && fread(bytes, 1, sizeof bytes, file) == sizeof bytes;
    if (file) {
        fclose(file);
    }
    if (!read) {
        tool_fail_plain(source, "the system gives no random bits, which each run needs", NULL);
        return false;
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[HOST_NONCE_SIZE - 1] = 0;
    return true;
}
