"""Reads a Dockerfile, and carries out on this machine what its build stage does and its final stage copies."""
import fnmatch
import json
import os
import re
import shutil
import subprocess

KNOWN = {"ARG", "FROM", "ENV", "WORKDIR", "COPY", "RUN", "LABEL", "USER", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT"}


class Stage:
    def __init__(self, base, name):
        self.base, self.name, self.steps = base, name, []

    def last(self, instruction):
        return next((text for step, text in reversed(self.steps) if step == instruction), None)


class Dockerfile:
    def __init__(self, path):
        self.arguments, self.stages = {}, []
        for instruction, text in instructions(path):
            if instruction not in KNOWN:
                raise ValueError(f"{instruction}: not among what this check understands")
            if instruction == "FROM":
                words = text.split()
                self.stages.append(Stage(words[0], words[2] if len(words) > 2 else None))
            elif self.stages:
                self.stages[-1].steps.append((instruction, text))
            else:
                name, _, value = text.partition("=")
                self.arguments[name] = value

    def variables(self, stage, given):
        """What ARG and ENV say in a stage, with the arguments that a build gives."""
        found = {}
        for instruction, text in stage.steps:
            if instruction == "ARG":
                name, _, value = text.partition("=")
                found[name] = given.get(name, value or self.arguments.get(name, ""))
            elif instruction == "ENV":
                found.update(word.split("=", 1) for word in text.split())
        return found


def instructions(path):
    text = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#"))
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip():
            name, _, rest = line.strip().partition(" ")
            yield name.upper(), " ".join(rest.split())


def command(text):
    """The list of an instruction in exec form, the only one that needs no shell; None for any other."""
    try:
        words = json.loads(text[text.index("["):])
    except ValueError:
        return None
    return words if isinstance(words, list) else None


class Context:
    """The files that a build is given: those of a folder but what the ignore file names."""

    def __init__(self, root, ignore):
        self.root = root
        lines = (line.strip() for line in ignore.read_text(encoding="utf-8").splitlines())
        self.patterns = [re.compile(pattern(line)) for line in lines if line and not line.startswith("#")]

    def copy(self, target):
        for folder, folders, files in os.walk(self.root):
            inside = os.path.relpath(folder, self.root)
            folders[:] = [name for name in folders if not self.ignores(os.path.normpath(os.path.join(inside, name)))]
            for name in files:
                path = os.path.normpath(os.path.join(inside, name))
                if not self.ignores(path):
                    os.makedirs(os.path.dirname(target / path), exist_ok=True)
                    shutil.copy2(self.root / path, target / path)

    def ignores(self, path):
        return any(one.fullmatch(path) for one in self.patterns)


def pattern(line):
    deep = line.startswith("**/")
    rest = fnmatch.translate(line[3:] if deep else line).replace(".*", "[^/]*")
    return f"(?:.*/)?{rest}" if deep else rest


def within(root, path, folder="/"):
    """Where a path of the image is below the folder that stands for its root."""
    return root / os.path.normpath(os.path.join(folder, path)).lstrip("/")


def build(dockerfile, stage, context, root, given):
    """Carries out a build stage below a folder. Returns what went wrong, or None."""
    variables = dockerfile.variables(stage, given)
    folder = "/"
    paths = sorted({text for step, text in stage.steps if step == "WORKDIR"} | copied_from(dockerfile, stage.name), key=len, reverse=True)
    for instruction, text in stage.steps:
        if instruction == "WORKDIR":
            folder = text
            within(root, folder).mkdir(parents=True, exist_ok=True)
        elif instruction == "COPY":
            source, target = [word for word in text.split() if not word.startswith("--")]
            if source != ".":
                return f"COPY {text}: this check knows the whole context alone"
            context.copy(within(root, target, folder))
        elif instruction == "RUN":
            line = re.sub(r"^(--\S+ )+", "", text)
            for path in paths:
                line = re.sub(rf"(?<![\w./]){re.escape(path)}(?=[\s/\"']|$)", str(within(root, path)), line)
            run = subprocess.run(
                ["sh", "-ec", line], cwd=within(root, folder), env=os.environ | variables, capture_output=True, text=True, check=False)
            if run.returncode:
                return f"{line}\n{run.stdout[-3000:]}{run.stderr[-3000:]}"
    return None


def copied_from(dockerfile, name):
    """The folders from which other stages copy."""
    return {
        os.path.dirname([word for word in text.split() if not word.startswith("--")][0])
        for stage in dockerfile.stages for step, text in stage.steps if step == "COPY" and f"--from={name}" in text.split()}


def assemble(stage, built, root):
    """Carries out the copies of a final stage, from the stages' roots by name."""
    for instruction, text in stage.steps:
        if instruction != "COPY":
            continue
        flags = dict(word[2:].split("=", 1) for word in text.split() if word.startswith("--"))
        source, target = [word for word in text.split() if not word.startswith("--")]
        place = within(root, target)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(within(built[flags["from"]], source), place)
        place.chmod(int(flags.get("chmod", "0755"), 8))
