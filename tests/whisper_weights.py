"""A Whisper model with random weights, small enough to be made in a test.

It understands nothing, and says a few words of its own whatever it hears: it shows that a folder of
weights is found, loaded and run. Its vocabulary is those words beside the tokens that Whisper
steers itself by, so small that the library takes it for a model of English alone.
"""

import json
from pathlib import Path

import numpy as np
from ctranslate2 import specs
from faster_whisper.tokenizer import _LANGUAGE_CODES
from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import ByteLevel
from tokenizers.models import WordLevel

WORDS = ("Ġle", "ĠcanapÃ©", "Ġest", "ĠcassÃ©", "Ġbonjour", "Ġressort")
"""As byte-level vocabularies write them."""
WIDTH, HEADS, MELS, FRAMES, POSITIONS = 8, 2, 80, 1500, 448
SPOKEN_TOKENS = 8
"""After that many it ends."""
SEED = 7


def _vocabulary() -> list[str]:
    steering = ["<|endoftext|>", "<|startoftranscript|>"]
    steering += [f"<|{code}|>" for code in _LANGUAGE_CODES]
    steering += ["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>"]
    steering += ["<|nospeech|>", "<|notimestamps|>"]
    steering += [f"<|{n * 0.02:.2f}|>" for n in range(1501)]
    return [*WORDS, *steering]


def make(folder: Path) -> None:
    """Write the weights, the configuration and the vocabulary into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = _vocabulary()
    _weights(len(vocabulary), vocabulary).save(str(folder))
    languages = [vocabulary.index(f"<|{code}|>") for code in _LANGUAGE_CODES]
    config = {
        "suppress_ids": [],
        "suppress_ids_begin": [vocabulary.index("<|endoftext|>")],
        "lang_ids": languages,
        "alignment_heads": [[0, 0]],
    }
    (folder / "config.json").write_text(json.dumps(config))
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(vocabulary)}, WORDS[0]))
    tokenizer.decoder = ByteLevel()
    tokenizer.add_special_tokens(
        [
            AddedToken(token, special=True, normalized=False)
            for token in vocabulary
            if token[:2] == "<|"
        ]
    )
    tokenizer.save(str(folder / "tokenizer.json"))


def _weights(size: int, vocabulary: list[str]) -> specs.WhisperSpec:
    random = np.random.default_rng(SEED)

    def some(*shape: int) -> np.ndarray:
        return random.normal(0, 0.02, shape).astype(np.float32)

    def fill_linear(linear, out: int, into: int) -> None:
        linear.weight, linear.bias = some(out, into), some(out)

    def fill_norm(norm) -> None:
        norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def fill_attention(attention) -> None:
        fill_norm(attention.layer_norm)
        *first, last = attention.linear
        widths = [3 * WIDTH] if len(first) == 1 else [WIDTH, 2 * WIDTH]
        for linear, width in zip(first, widths, strict=True):
            fill_linear(linear, width, WIDTH)
        fill_linear(last, WIDTH, WIDTH)

    def fill_layer(layer) -> None:
        fill_attention(layer.self_attention)
        if hasattr(layer, "attention"):
            fill_attention(layer.attention)
        fill_norm(layer.ffn.layer_norm)
        fill_linear(layer.ffn.linear_0, 4 * WIDTH, WIDTH)
        fill_linear(layer.ffn.linear_1, WIDTH, 4 * WIDTH)

    spec = specs.WhisperSpec(1, HEADS, 1, HEADS)
    spec.encoder.conv1.weight, spec.encoder.conv1.bias = some(WIDTH, MELS, 3), some(WIDTH)
    spec.encoder.conv2.weight, spec.encoder.conv2.bias = some(WIDTH, WIDTH, 3), some(WIDTH)
    spec.encoder.position_encodings.encodings = some(FRAMES, WIDTH)
    # Early positions lead to the words, later ones to the end.
    to_words, to_end = np.tile([8, -8], 4), np.tile([8, 8, -8, -8], 2)
    positions, words = some(POSITIONS, WIDTH), some(size, WIDTH)
    positions[:SPOKEN_TOKENS] += to_words
    positions[SPOKEN_TOKENS:] += to_end
    words[: len(WORDS)] += to_words
    words[vocabulary.index("<|endoftext|>")] += to_end
    spec.decoder.position_encodings.encodings = positions
    spec.decoder.embeddings.weight = words
    spec.decoder.projection.weight = spec.decoder.embeddings.weight
    for half in (spec.encoder, spec.decoder):
        fill_norm(half.layer_norm)
        fill_layer(half.layer[0])
    spec.register_vocabulary(vocabulary)
    spec.validate()
    return spec
