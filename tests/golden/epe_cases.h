/* Made by generate.py from an independent statement of paper mode; do not edit. */
/* clang-format off */
enum { EPE_DIM = 16 };
static const double drop_sums[] = {231.40000000000001, 230.19999999999999, 219.90000000000001, 200, 187.25, 180.5, 150.125};
static const double drop_sums_p[] = {0.14338226327889464, 0.14336218827738725, 0.143189993407008, 0.14285789182784006, 0.14264551813322709, 0.14253321284660853, 0.14202893222903445};
static const double drop_means[] = {0.91000000000000003, 0.90000000000000002, 0.88, 0.81000000000000005, 0.80000000000000004, 0.73999999999999999, 0.5};
static const double drop_means_p[] = {0.20122384733030357, 0.1939259609449196, 0.1801146173706743, 0.13907353273598921, 0.13402968304030563, 0.10738410790870863, 0.044248250669099015};
static const double drop_equal[] = {0.5, 0.5, 0.5};
static const double drop_equal_p[] = {0.33333333333333331, 0.33333333333333331, 0.33333333333333331};
static const double drop_one[] = {0.69999999999999996};
static const double drop_one_p[] = {1};
static const double drop_two[] = {0.69999999999999996, 0.20000000000000001};
static const double drop_two_p[] = {0.94419278080336888, 0.055807219196631168};
static const double drop_zeros[] = {0, 0, 0, 0};
static const double drop_zeros_p[] = {0.25, 0.25, 0.25, 0.25};
static const struct drop_case {
    const char *name;
    uint32_t n;
    const double *priors, *p;
} drop_cases[] = {
    {"sums", 7, drop_sums, drop_sums_p},
    {"means", 7, drop_means, drop_means_p},
    {"equal", 3, drop_equal, drop_equal_p},
    {"one", 1, drop_one, drop_one_p},
    {"two", 2, drop_two, drop_two_p},
    {"zeros", 4, drop_zeros, drop_zeros_p},
};
static const int8_t eight_vectors[] = {24, 22, 56, -16, 49, -2, 96, 35, 39, 77, 82, 2, 38, 26, 43, 34, -11, -12, 3, 94, 49, -11, 6, 88, 5, 20, 50, 32, 37, 62, 25, 71, 26, 83, -13, 85, 80, 82, 22, 26, -3, 100, 39, 54, 50, 88, 94, 68, 0, 77, 82, 91, 49, 48, -13, -9, 39, 39, 9, 64, 16, 97, -5, 78, 28, 0, 8, 18, 20, -14, 27, 68, 84, 3, 29, 81, 63, 45, -6, 28, 74, 97, 75, 4, 39, 95, 97, 37, 76, 62, -5, 9, 85, 67, 57, 95, 89, 74, 27, -10, 94, 71, 18, 13, 5, 41, 19, 45, 30, 38, 32, 1, 52, 51, 12, 42, 39, 97, 54, 97, 52, 70, 58, 24, 92, 17, -15, 24};
static const double eight_logprobs[] = {-0.32625953014916553, -1.3241275029973789, -1.4442934214621785, -0.39756234063729889, -1.3622526079737396, -0.75255915581359067, -0.51676609344393198, -0.039911064352557257};
static const double eight_agreement[] = {0.61640011237121195, 0.57875577922242305, 0.69564448025053993, 0.61649844385958763, 0.58821801973117915, 0.69519046845611965, 0.62230934271995852, 0.69228066382733311};
static const double eight_confidence[] = {-0.38577497259210936, -2.7589042911217105, -3.2388559997655486, -0.48819256594803639, -2.9049797904358581, -1.1224246878413764, -0.67659691543156586, -0.040718213128370095};
static const double eight_score[] = {0.23062513977910259, -2.1801485118992874, -2.5432115195150087, 0.12830587791155124, -2.3167617707046788, -0.42723421938525674, -0.054287572711607335, 0.65156245069896301};
static const int8_t half_weight_vectors[] = {-16, 18, 12, -12, 52, 12, 52, 84, 57, 45, -14, 71, 64, 94, 14, 58, 60, 48, 61, 77, 79, 25, 17, 86, 55, 45, -11, 49, 36, 73, 78, 8, 57, 38, 74, 93, 30, 91, 82, 8, 11, 42, 92, -4, 19, 8, 0, 30, 61, 28, 47, 84, 46, 15, 2, 18, 43, 88, -5, 80, 30, 61, 98, 45, 94, -20, 68, 97, 7, 60, -20, 42, 58, 72, 44, 15, -15, 34, 50, 24, -6, 52, 71, 96, 67, 10, 26, 46, 70, 69, 16, 17, 27, -19, 72, 73, 45, 17, 77, 98, 35, -13, 19, 80, 33, 91, 55, 36, -6, 97, 85, 4, 82, 78, 43, 62, -6, -17, 81, 47, -10, -3, 64, 83, 25, 21, 28, 9};
static const double half_weight_logprobs[] = {-1.3395774311993196, -1.23507453098797, -1.4469495789308426, -1.1152362576727113, -0.38488089031128381, -0.61857052253108602, -0.76735751065642888, -0.63655455243098413};
static const double half_weight_agreement[] = {0.54625698473937179, 0.76357147374101675, 0.6104550107229002, 0.74814589886770777, 0.6758791529865168, 0.69250333793338026, 0.74913528662533457, 0.60126115984499651};
static const double half_weight_confidence[] = {-2.8174300376570933, -2.4386347960033947, -3.2501300349659621, -2.0502887481800967, -0.46943928656116651, -0.85627264446172768, -1.1540666283909546, -0.88995789761828026};
static const double half_weight_score[] = {-0.86245803408917487, -0.45574592426068061, -1.0146100067600807, -0.27699847522234056, 0.44115950970593354, 0.26436701570251642, 0.17210197242985725, 0.15628221103585638};
static const int8_t no_logprobs_vectors[] = {15, 62, 24, 60, -2, 28, 23, 73, 54, 52, 95, 11, -12, 41, -16, 71, -16, -14, 73, 40, 49, 4, -9, 46, -17, 50, -20, 50, 24, 74, 60, 61, 31, 4, 26, 85, -12, 82, 37, -13, 87, 7, 27, 5, 25, 50, 100, 38, 57, 45, -1, 99, 100, 71, -19, 18, 40, -14, 38, 5, 65, 46, 60, 70, -19, 91, 2, 99, 91, -12, 7, 79, 12, 98, 98, 93, 85, 76, 9, 74, -10, 85, -20, 27, 23, 36, 72, 26, -20, 48, 55, -16, -16, 70, 36, -13, 87, 41, 37, 2, 94, -7, 67, 31, -14, -20, 46, 100, 44, 77, 63, 77, 76, 51, -6, 22, 40, 91, 27, 95, 36, 26, 86, 65, 61, 65, 31, -2};
static const double no_logprobs_logprobs[] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
static const double no_logprobs_agreement[] = {0.60133587025334223, 0.51819983968399153, 0.53719380702855357, 0.63123890849144537, 0.65249617662705051, 0.5118202831286468, 0.59091166690400088, 0.64841624932287723};
static const double no_logprobs_confidence[] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
static const double no_logprobs_score[] = {0.60133587025334223, 0.51819983968399153, 0.53719380702855357, 0.63123890849144537, 0.65249617662705051, 0.5118202831286468, 0.59091166690400088, 0.64841624932287723};
static const int8_t some_logprobs_vectors[] = {52, 60, 97, 80, -17, -13, 47, 15, 53, 11, 52, 58, 100, 55, 50, 7, 18, 30, 53, 88, 22, 39, 58, 24, 2, 72, 31, 44, 0, 22, 56, 58, -18, -3, 24, 60, 37, 35, 56, 35, 95, -12, 10, -12, 9, -3, 63, 19, 52, 30, 11, 88, 61, 23, 53, 87, 53, 3, 5, 77, 15, 100, 47, 3, -8, 88, 5, 77, 0, 24, 65, 46, 93, 72, 47, 77, 48, -13, 21, 16, -20, 24, 2, -12, 5, -9, -2, 69, 62, 39, 41, 83, 77, 35, 59, 55, -9, 72, 66, 70, 78, 80, 82, -3, 11, -16, 62, -7, 10, 51, 2, -11, 7, 22, 100, -3, 92, 98, 23, 93, 89, -13, -14, 89, 74, 48, -9, 75};
static const double some_logprobs_logprobs[] = {-0.097511174393211664, -0.93354595273692187, -0.94754296242091951, -0.8161861550458791, NAN, -1.3023598540186772, -0.70111994806722389, -0.16523883863703992};
static const double some_logprobs_agreement[] = {0.64205345685155846, 0.64581800575662351, 0.59044109663347433, 0.66377208392659681, 0.6591545541570597, 0.55671721081152925, 0.54819313221573751, 0.60037552104896397};
static const double some_logprobs_confidence[] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
static const double some_logprobs_score[] = {0.64205345685155846, 0.64581800575662351, 0.59044109663347433, 0.66377208392659681, 0.6591545541570597, 0.55671721081152925, 0.54819313221573751, 0.60037552104896397};
static const int8_t alone_vectors[] = {38, 40, 38, 87, -19, 18, 42, 86, -10, -18, -13, 84, 84, -17, -6, 16};
static const double alone_logprobs[] = {-0.50498556329009125};
static const double alone_agreement[] = {1};
static const double alone_confidence[] = {-0.65696159921424124};
static const double alone_score[] = {0.34303840078575876};
static const int8_t pair_vectors[] = {24, 36, -13, 14, -8, 48, -18, 11, 22, 19, -13, 67, 17, 88, 96, 89, 22, 33, 65, 58, -15, 45, 36, 84, 96, 5, 52, 56, 35, 10, 45, 82};
static const double pair_logprobs[] = {-0.71398042388842387, -0.92324917605464707};
static const double pair_agreement[] = {0.78227836610757784, 0.78227836610757795};
static const double pair_confidence[] = {-1.0421035404909738, -1.5174567760140074};
static const double pair_score[] = {-0.25982517438339592, -0.73517840990642946};
static const struct posterior_case {
    const char *name;
    uint32_t n, kept;
    double weight;
    const int8_t *vectors;
    const double *logprobs, *agreement, *confidence, *score;
} posterior_cases[] = {
    {"eight", 8, 7, 1.0, eight_vectors, eight_logprobs, eight_agreement, eight_confidence, eight_score},
    {"half_weight", 8, 4, 0.5, half_weight_vectors, half_weight_logprobs, half_weight_agreement, half_weight_confidence, half_weight_score},
    {"no_logprobs", 8, 4, 1.0, no_logprobs_vectors, no_logprobs_logprobs, no_logprobs_agreement, no_logprobs_confidence, no_logprobs_score},
    {"some_logprobs", 8, 3, 1.0, some_logprobs_vectors, some_logprobs_logprobs, some_logprobs_agreement, some_logprobs_confidence, some_logprobs_score},
    {"alone", 1, 0, 1.0, alone_vectors, alone_logprobs, alone_agreement, alone_confidence, alone_score},
    {"pair", 2, 0, 1.0, pair_vectors, pair_logprobs, pair_agreement, pair_confidence, pair_score},
};
