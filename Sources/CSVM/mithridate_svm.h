/* libsvm: training of support-vector machines. */
#include <libsvm/svm.h>
