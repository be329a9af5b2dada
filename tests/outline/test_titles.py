import pytest

from assistant.outline.titles import title_bounds


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("院务公开不及时。", "院务公开不及时"),
        ("院务公开不及时", "院务公开不及时"),
        ("关于“院务公开不及时”的整改情况。", "院务公开不及时"),
        ("关于“院务公开不及时”问题的整改情况", "院务公开不及时"),
        ("针对“院务公开不及时”的问题。", "院务公开不及时"),
        ("针对“院务公开不及时”。", "院务公开不及时"),
        ("针对“三公”管理粗放的问题。", "“三公”管理粗放"),
        ("关于院务公开不及时的问题", "院务公开不及时"),
        ("关于“‘一站式’服务不便民”的问题", "‘一站式’服务不便民"),
        ("“三重一大”与“一岗双责”落实不严。", "“三重一大”与“一岗双责”落实不严"),
        ("过度检查问题突出。", "过度检查问题突出"),
        ("**院务公开不及时**", "院务公开不及时"),
        ("院务公开不及时的整改情况", "院务公开不及时"),
    ],
)
def test_title_bounds_problem_without_frame(heading: str, title: str) -> None:
    start, end = title_bounds(heading, 0, len(heading))

    assert heading[start:end] == title
