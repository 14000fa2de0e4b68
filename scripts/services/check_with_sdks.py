#!/usr/bin/env python3
"""Drives stand-ins of generation services with the clients that the services' makers publish.

    check_with_sdks.py KEY CLIP SONG IMAGE SERVICE=URL...

KEY is what the services demand; CLIP, SONG and IMAGE are files with what they deliver. SERVICE is one of luma, luma-agents,
together and elevenlabs. Before, each service must be told how its first jobs go:

    luma          the first well, the second failing with "Advanced prompt moderation failed"
    luma-agents   the first and second well, the third failing with "The prompt was moderated", code content_moderated
    together      its first chat request answered with 429; all chats answered with "Grüße, Welt – hello."
    elevenlabs    its first request answered with 401, quota_exceeded

Exits with 1 and a sentence where something differs from what a client of the makers' expects.
"""
import base64
import sys
import time
import urllib.request

TEXT = "Grüße, Welt – hello."


def expect(condition, sentence):
    if not condition:
        sys.exit(f"check_with_sdks: {sentence}")


def expect_error(kind, call, sentence):
    try:
        call()
    except kind as error:
        return error
    sys.exit(f"check_with_sdks: {sentence}")


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def wait(get, running, done):
    """Asks until a state is no longer one of those that are running."""
    states = []
    for _ in range(50):
        job = get()
        states.append(job.state)
        if job.state not in running:
            expect(job.state == done, f"a job ended as {states}, not as {done}.")
            expect(len(states) > 1, f"a job was done at once: {states}.")
            return job
        time.sleep(0.01)
    sys.exit(f"check_with_sdks: a job does not end: {states}.")


def check_luma(url, key, clip, song, image):
    import lumaai

    def client(key):
        return lumaai.LumaAI(
            auth_token=key, base_url=f"{url}/dream-machine/v1", max_retries=0, _strict_response_validation=True
        )

    luma = client(key)
    expect(luma.ping.check().message is not None, "luma does not answer a ping.")
    expect(luma.credits.get().credit_balance > 0, "luma has no credits.")
    expect("push_in" in luma.generations.concepts.list(), "luma has no concept push_in.")
    first = luma.generations.video.create(
        model="ray-2", prompt="A lighthouse at dawn, wide shot.", aspect_ratio="16:9", resolution="720p",
        duration="5s", loop=False, concepts=[{"key": "push_in"}],
    )
    expect(first.state == "queued" and first.generation_type == "video", f"luma created {first}.")
    expect(first.request.prompt.startswith("A lighthouse"), "luma does not echo the request.")
    done = wait(lambda: luma.generations.get(first.id), ("queued", "dreaming"), "completed")
    expect(fetch(done.assets.video) == clip, "luma delivers another clip.")
    second = luma.generations.create(model="ray-flash-2", prompt="Something forbidden.")
    failed = wait(lambda: luma.generations.get(second.id), ("queued", "dreaming"), "failed")
    expect(failed.failure_reason == "Advanced prompt moderation failed", f"luma failed with {failed}.")
    expect(failed.assets is None, "luma has assets of what failed.")
    third = luma.generations.image.create(model="photon-1", prompt="A red boat.")
    done = wait(lambda: luma.generations.get(third.id), ("queued", "dreaming"), "completed")
    expect(fetch(done.assets.image) == image, "luma delivers another picture.")

    page = luma.generations.list(limit=2, offset=0)
    expect([g.id for g in page.generations] == [third.id, second.id], "luma does not list the newest first.")
    expect(page.has_more is True and page.count == 2, f"luma lists {page}.")
    luma.generations.delete(second.id)
    expect_error(lumaai.NotFoundError, lambda: luma.generations.get(second.id), "luma keeps what is deleted.")
    expect(len(luma.generations.list().generations) == 2, "luma lists what is deleted.")
    expect_error(
        lumaai.BadRequestError, lambda: luma.generations.video.create(model="ray-2", prompt="ab"),
        "luma takes a prompt of two characters.",
    )
    expect_error(
        lumaai.BadRequestError,
        lambda: luma.generations.video.create(
            model="ray-2", prompt="A boat.", loop=True,
            keyframes={"frame1": {"type": "image", "url": "https://example.com/1.png"}},
        ),
        "luma takes a loop with a last frame.",
    )
    expect_error(lumaai.AuthenticationError, lambda: client("wrong").credits.get(), "luma takes a wrong key.")


def check_luma_agents(url, key, clip, song, image):
    import luma_agents

    def client(key):
        return luma_agents.Luma(
            auth_token=key, base_url=f"{url}/v1", max_retries=0, _strict_response_validation=True
        )

    luma = client(key)
    inline = {"data": base64.b64encode(image).decode(), "media_type": "image/png"}
    video = {"resolution": "720p", "duration": "5s", "start_frame": inline}
    raw = luma.generations.with_raw_response.create(
        model="ray-3.2", type="video", prompt="A lighthouse.", aspect_ratio="16:9", video=video,
        extra_headers={"X-Request-Id": "mine"},
    )
    expect(raw.status_code == 201, f"luma-agents created with {raw.status_code}.")
    expect(raw.headers["x-request-id"] == "mine", "luma-agents does not echo the request's name.")
    expect("x-ratelimit-limit" in raw.headers, "luma-agents does not tell its limit.")
    first = raw.parse()
    expect(first.state == "queued", f"luma-agents created {first}.")
    done = wait(lambda: luma.generations.get(first.id), ("queued", "processing"), "completed")
    expect([o.type for o in done.output] == ["video"], f"luma-agents delivers {done.output}.")
    expect(fetch(done.output[0].url) == clip, "luma-agents delivers another clip.")

    sent = luma.files.create(mime_type="image/png", size_bytes=len(image), filename="first.png", purpose="input")
    expect(sent.state == "pending" and sent.upload.method == "PUT", f"luma-agents gives the place {sent}.")
    too_early = lambda: luma.files.complete(sent.id)
    expect_error(luma_agents.ConflictError, too_early, "luma-agents completes a file that was not sent.")
    put = urllib.request.Request(sent.upload.url, image, sent.upload.headers, method="PUT")
    with urllib.request.urlopen(put, timeout=10) as answer:
        expect(answer.status == 200, "luma-agents takes no file.")
    expect(luma.files.complete(sent.id).state == "pending", "luma-agents has a file ready at once.")
    wait(lambda: luma.files.get(sent.id), ("pending",), "ready")
    expect([f.id for f in luma.files.list().data] == [sent.id], "luma-agents does not list the file.")
    video = {"duration": "5s", "start_frame": {"file_id": sent.id}}
    second = luma.generations.create(model="ray-3.2", type="video", prompt="A boat.", video=video)
    wait(lambda: luma.generations.get(second.id), ("queued", "processing"), "completed")
    luma.files.delete(sent.id)
    expect_error(luma_agents.NotFoundError, lambda: luma.files.get(sent.id), "luma-agents keeps what is deleted.")

    third = luma.generations.create(model="ray-3.2", type="video", prompt="Something forbidden.")
    failed = wait(lambda: luma.generations.get(third.id), ("queued", "processing"), "failed")
    expect(failed.failure_code == "content_moderated", f"luma-agents failed with {failed}.")
    expect(failed.failure_reason == "The prompt was moderated", f"luma-agents failed with {failed}.")
    video = {"duration": "10s", "loop": True}
    expect_error(
        luma_agents.UnprocessableEntityError,
        lambda: luma.generations.create(model="ray-3.2", type="video", prompt="A boat.", video=video),
        "luma-agents takes a loop of ten seconds.",
    )
    expect_error(
        luma_agents.AuthenticationError, lambda: client("wrong").files.list(), "luma-agents takes a wrong key."
    )


def check_together(url, key, clip, song, image):
    import together

    def client(key):
        return together.Together(api_key=key, base_url=url, _strict_response_validation=True)

    llm = client(key)
    messages = [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Greet the world."}]
    asked = {"model": "made-up-chat", "messages": messages, "max_tokens": 50, "temperature": 0.5, "seed": 11}
    answer = llm.chat.completions.create(**asked)
    expect(answer.choices[0].message.content == TEXT, f"together answers {answer}.")
    expect(answer.choices[0].finish_reason == "stop", f"together answers {answer}.")
    expect(answer.usage.total_tokens > 0, "together tells no usage.")

    chunks = list(llm.chat.completions.create(stream=True, **asked))
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    expect(text == TEXT, f"together streams {text!r}.")
    expect(len(chunks) > 2, f"together streams {len(chunks)} chunks.")
    expect(chunks[-1].choices[0].finish_reason == "stop", f"together ends a stream with {chunks[-1]}.")

    schema = {"type": "json_schema", "json_schema": {"name": "song", "schema": {"type": "object"}}}
    answer = llm.chat.completions.create(response_format=schema, **asked)
    expect(answer.choices[0].message.content == TEXT, f"together answers {answer}.")
    # The client has no method of its own for the models that everybody may use.
    models = [model["id"] for model in llm.get("/v1/models", cast_to=object)]
    expect(models == ["made-up-chat", "made-up-image"], f"together has the models {models}.")

    order = {"model": "made-up-image", "prompt": "A boat.", "width": 64, "height": 64, "steps": 4, "n": 1, "seed": 7}
    made = llm.images.generate(response_format="base64", **order)
    expect(base64.b64decode(made.data[0].b64_json) == image, "together delivers another picture.")
    made = llm.images.generate(response_format="url", **order)
    expect(fetch(made.data[0].url) == image, "together delivers another picture at its address.")
    error = expect_error(
        together.NotFoundError,
        lambda: llm.chat.completions.create(model="another", messages=messages), "together has another model.",
    )
    expect("another" in str(error), f"together does not name the model: {error}.")
    expect_error(
        together.AuthenticationError, lambda: client("wrong").chat.completions.create(**asked),
        "together takes a wrong key.",
    )


def check_elevenlabs(url, key, clip, song, image):
    from elevenlabs.client import ElevenLabs
    from elevenlabs.core.api_error import ApiError
    from elevenlabs.types import MusicPrompt, SongSection

    music = ElevenLabs(api_key=key, base_url=url).music
    order = {"prompt": "A calm song.", "music_length_ms": 10_000, "output_format": "mp3_44100_128"}
    error = expect_error(ApiError, lambda: b"".join(music.compose(**order)), "elevenlabs has no limit.")
    expect(
        error.status_code == 401 and error.body["detail"]["status"] == "quota_exceeded",
        f"elevenlabs says its limit as {error}.",
    )
    expect(b"".join(music.compose(**order)) == song, "elevenlabs delivers another song.")
    section = SongSection(
        section_name="Verse 1", positive_local_styles=["soft"], negative_local_styles=[], duration_ms=12_000,
        lines=["Grey sea, slow light"],
    )
    plan = MusicPrompt(positive_global_styles=["pop"], negative_global_styles=["metal"], sections=[section])
    expect(b"".join(music.compose(composition_plan=plan)) == song, "elevenlabs delivers another planned song.")
    error = expect_error(
        ApiError, lambda: b"".join(music.compose(prompt="A song.", music_length_ms=10)),
        "elevenlabs takes ten milliseconds.",
    )
    expect(error.status_code == 422, f"elevenlabs refuses with {error}.")
    wrong = ElevenLabs(api_key="wrong", base_url=url).music
    error = expect_error(ApiError, lambda: b"".join(wrong.compose(**order)), "elevenlabs takes a wrong key.")
    expect(error.body["detail"]["status"] == "invalid_api_key", f"elevenlabs refuses a key with {error}.")


CHECKS = {
    "luma": check_luma,
    "luma-agents": check_luma_agents,
    "together": check_together,
    "elevenlabs": check_elevenlabs,
}


def main():
    key = sys.argv[1]
    clip, song, image = (open(path, "rb").read() for path in sys.argv[2:5])
    expect(len(sys.argv) > 5, "no service is named.")
    for argument in sys.argv[5:]:
        name, url = argument.split("=", 1)
        CHECKS[name](url, key, clip, song, image)
        print(f"{name}: as its maker's client expects")


if __name__ == "__main__":
    main()
