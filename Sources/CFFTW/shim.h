#pragma once
#include <fftw3.h>

/// The version text: FFTW declares an array of unknown size, which Swift cannot import.
static inline const char *mvsync_fftw_version(void) { return fftwf_version; }
