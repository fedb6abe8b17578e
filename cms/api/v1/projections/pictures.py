"""What partners get of a picture: addresses that are known before files are made."""

from cms.api.v1.addresses import Addresses
from cms.api.v1.projections.base import Projection, Projections
from cms.assets import sizes
from cms.assets.models import CoopImage


def picture(image: CoopImage | None, caption: str, to: Addresses) -> Projection | None:
    """Return a picture in the sizes and formats that are offered."""
    if image is None:
        return None
    plain = _sources(image, sizes.fallback(image), to)
    return {
        "id": image.uuid,
        **plain[-1],
        "alt": image.default_alt_text,
        "decorative": image.is_decorative,
        "caption": caption,
        "credit": image.credit,
        "licence": image.licence,
        "focal_point": focal_point(image),
        "srcset": plain,
        "sources": [
            {
                "media_type": sizes.MEDIA_TYPES[ending],
                "srcset": _sources(image, ending, to),
            }
            for ending in ("avif", "webp")
        ]
        + [{"media_type": sizes.MEDIA_TYPES[sizes.fallback(image)], "srcset": plain}],
    }


def picture_entry(image: CoopImage, to: Addresses) -> Projection:
    """Return a picture by itself."""
    entry = picture(image, "", to) or {}
    return {
        **entry,
        "served_locale": to.locale,
        "description": image.description,
        "original": {"width": image.width, "height": image.height},
        "api_url": to.of_resource("picture", image.uuid),
    }


def focal_point(image: CoopImage) -> Projection | None:
    """Return what must stay visible, as parts of width and height; None for all."""
    point = image.get_focal_point()
    if point is None:
        return None
    return {
        "x": round(point.centroid_x / image.width, 4),
        "y": round(point.centroid_y / image.height, 4),
        "width": round(point.width / image.width, 4),
        "height": round(point.height / image.height, 4),
    }


def _sources(image: CoopImage, ending: str, to: Addresses) -> Projections:
    return [
        {"url": to.absolute(one.path), "width": one.width, "height": one.height}
        for one in sizes.sizes(image, ending)
    ]
