from summitry.publish.curve import CurvePoint, curve_svg


def test_equal_sweeps_give_equal_curves_with_what_is_held() -> None:
    points = [CurvePoint(1), CurvePoint(2, 3, 12, 14, 0.5, 0.0), CurvePoint(3, 4, 14, 14, 0.0, 0.0)]
    svg = curve_svg(points, axis="rooms", title="Test")
    assert svg == curve_svg(points, axis="rooms", title="Test")
    text = svg.decode()
    assert all(words in text for words in ("3 held", "4 held", "value held", "lost to lesser forms", "rooms", "Test"))
    assert b"held" in curve_svg([CurvePoint(1)], axis="rooms", title="Test")
